import type { Launch } from "../../launch/launch";

/** Whether layers have a mixture of experts. */
export function hasExperts(launch: Launch): boolean {
  return (launch.int("moe_num_experts") ?? 1) > 1;
}
