#include "model/health_check.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace cfn_ecs_lint {
namespace {

constexpr std::string_view kOwnHosts[] = {"localhost", "127.0.0.1", "[::1]", "0.0.0.0"};
constexpr std::string_view kQuotes = "\"'`";
// What ends a word of a shell, or the string of a program that is written in one.
constexpr std::string_view kWordEnds = " \t\n\"'`\\|;&<>()";
constexpr std::string_view kCommandEnds = "\n|;&(";
// What a shell, a program or CloudFormation fills in: `$PORT`, `%d`, `{port}`, a hole.
constexpr std::string_view kFilledIn("$%{}\0", 5);

bool equal_but_for_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

bool ends_with_scheme(std::string_view text, std::string_view scheme) {
  return text.size() >= scheme.size() &&
         equal_but_for_case(text.substr(text.size() - scheme.size()), scheme);
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::string_view before = text.substr(0, at);
    const std::string_view after = text.substr(at + word.size());
    const bool begins = before.empty() || before.back() == '/' ||  // its path, as /usr/bin/curl
                        kWordEnds.find(before.back()) != std::string_view::npos;
    const bool ends = after.empty() || kWordEnds.find(after.front()) != std::string_view::npos;
    if (begins && ends) return true;
  }
  return false;
}

bool is_fetcher(std::string_view text) { return has_word(text, "curl") || has_word(text, "wget"); }

// The place of a host in a command.
struct Occurrence {
  std::size_t begin = 0;  // of the URL
  std::size_t end = 0;    // of the host
  bool has_scheme = false;
  std::int64_t default_port = 80;
};

class Command {
 public:
  explicit Command(std::span<const Value> items) : items_(items) {}

  std::vector<LocalRequest> requests() {
    // A program is known by its name: of `[CMD, curl, localhost]` the second item.
    bool fetches = false;
    for (const Value& item : items_) {
      if (!item.is_text()) return {};
      const std::string_view text = item.text().str();
      if (has_word(text, "--unix-socket")) return {};
      for (const Occurrence& host : hosts_in(text, fetches)) {
        if (!add(item, host)) return {};
      }
      fetches = fetches || (text.find(' ') == std::string_view::npos && is_fetcher(text));
    }
    // Beside a full URL a bare host is rather the value of an option.
    if (has_full_url_) std::erase_if(found_, [](const auto& one) { return !one.second; });
    std::vector<LocalRequest> requests;
    for (auto& [request, full] : found_) requests.push_back(std::move(request));
    return requests;
  }

 private:
  static std::vector<Occurrence> hosts_in(std::string_view text, bool fetches) {
    std::vector<Occurrence> found;
    for (std::size_t at = 0; at < text.size(); ++at) {
      for (const std::string_view host : kOwnHosts) {
        if (!equal_but_for_case(text.substr(at, host.size()), host)) continue;
        if (const auto one = occurrence(text, at, at + host.size(), fetches)) found.push_back(*one);
      }
    }
    return found;
  }

  static std::optional<Occurrence> occurrence(std::string_view text, std::size_t begin,
                                              std::size_t end, bool fetches) {
    std::string_view before = text.substr(0, begin);
    if (before.ends_with('@')) {  // user:password@
      before = before.substr(0, before.find_last_of('/') + 1);
    }
    for (const auto& [scheme, port] : {std::pair{"http://", 80}, std::pair{"https://", 443}}) {
      if (!ends_with_scheme(before, scheme)) continue;
      return Occurrence{before.size() - std::string_view(scheme).size(), end, true, port};
    }
    if (!before.empty() && kWordEnds.find(before.back()) == std::string_view::npos) return {};
    // A host alone is a URL to curl and wget only.
    const std::string_view command = before.substr(before.find_last_of(kCommandEnds) + 1);
    if (!fetches && !is_fetcher(command)) return {};
    return Occurrence{begin, end, false, 80};
  }

  // False when the request is not known.
  bool add(const Value& item, const Occurrence& host) {
    const std::string_view text = item.text().str();
    const std::size_t end = std::min(text.find_first_of(kWordEnds, host.end), text.size());
    std::string_view rest = text.substr(host.end, end - host.end);
    if (!rest.empty() && std::string_view(":/?#").find(rest.front()) == std::string_view::npos) {
      return true;  // localhost.example.com
    }
    if (rest.find_first_of(kFilledIn) != std::string_view::npos) return false;
    if (is_continued(text.substr(end))) return false;
    LocalRequest request;
    request.port = host.default_port;
    if (rest.starts_with(':')) {
      rest.remove_prefix(1);
      const char* const last = rest.data() + rest.size();
      const auto [after, error] = std::from_chars(rest.data(), last, request.port);
      if (error != std::errc{}) return false;
      rest.remove_prefix(static_cast<std::size_t>(after - rest.data()));
      if (!rest.empty() && std::string_view("/?#").find(rest.front()) == std::string_view::npos) {
        return false;
      }
    }
    request.path = rest.substr(0, rest.find_first_of("?#"));
    if (request.path.empty()) request.path = "/";
    const Span words = item.text().locate(host.begin, end);
    request.place = {words ? words : item.span(), item.place().assumed};
    has_full_url_ = has_full_url_ || host.has_scheme;
    found_.emplace_back(std::move(request), host.has_scheme);
    return true;
  }

  // Behind the string more is added to it: `'http://localhost/' + path`.
  static bool is_continued(std::string_view after) {
    if (after.empty() || kQuotes.find(after.front()) == std::string_view::npos) return false;
    after.remove_prefix(1);
    after = after.substr(std::min(after.find_first_not_of(" \t"), after.size()));
    return !after.empty() && std::string_view("+%.$").find(after.front()) != std::string_view::npos;
  }

  std::span<const Value> items_;
  std::vector<std::pair<LocalRequest, bool>> found_;  // and whether with a scheme
  bool has_full_url_ = false;
};

std::string_view page(std::string_view path) {
  path = path.substr(0, path.find_first_of("?#"));
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return path;
}

}  // namespace

std::vector<LocalRequest> local_requests(std::span<const Value> command) {
  return Command(command).requests();
}

bool same_page(std::string_view a, std::string_view b) { return page(a) == page(b); }

bool asks_for_one_phase(std::string_view path) {
  constexpr std::string_view kPhases[] = {"live",  "livez",  "liveness",  "alive",   "isalive",
                                          "ready", "readyz", "readiness", "isready", "startup"};
  const auto is_letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  auto begin = path.begin();
  while (begin != path.end()) {
    begin = std::find_if(begin, path.end(), is_letter);
    const auto end = std::find_if_not(begin, path.end(), is_letter);
    const std::string_view word(begin, end);
    for (const std::string_view phase : kPhases) {
      if (equal_but_for_case(word, phase)) return true;
    }
    begin = end;
  }
  return false;
}

}  // namespace cfn_ecs_lint
