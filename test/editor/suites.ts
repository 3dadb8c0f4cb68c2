import "./activation.test";
import "./check.test";
import "./commands.test";
import "./launch.test";
import "./numbers.test";
