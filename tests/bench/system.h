// Systems to measure with: many templates that are linked as a company's are.
#pragma once

#include <cstddef>
#include <filesystem>

namespace cfn_ecs_lint::bench {

// Writes `count` templates into an empty or new folder: environments of ten templates each (a
// network, a cluster of Spot and On-Demand instances, a load balancer, seven services), linked by
// exports with the environment's name. Every fifth service has faults to be found. The same
// count gives the same bytes. Throws std::filesystem::filesystem_error where it cannot write.
void write_system(const std::filesystem::path& folder, std::size_t count);

}  // namespace cfn_ecs_lint::bench
