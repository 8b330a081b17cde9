// What a container's own health check asks of the container.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "resolve/value.h"

namespace cfn_ecs_lint {

// A request to the container itself: to localhost, 127.0.0.1, [::1] or 0.0.0.0.
struct LocalRequest {
  std::int64_t port = 0;  // the one of the scheme where the URL names none
  std::string path;       // without query; "/" where the URL names none
  Place place;            // the words of the URL
};

// The requests of a HealthCheck.Command, by curl, wget or any program that is given a URL. Empty as
// soon as one of them cannot be told: it has a value that is not known, or that a shell fills in.
std::vector<LocalRequest> local_requests(std::span<const Value> command);

// Whether two paths name one page: but for a query and a slash at the end.
bool same_page(std::string_view a, std::string_view b);

// The path asks whether the container lives, or whether it is ready: another check may well ask for
// something else.
bool asks_for_one_phase(std::string_view path);

}  // namespace cfn_ecs_lint
