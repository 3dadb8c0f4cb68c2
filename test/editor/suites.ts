import "./activation.test";
import "./check.test";
