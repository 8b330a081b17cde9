// A rule is a value beside one free function. What the function's first parameter is, the rule
// looks at: it is called for each service, each listener, ..., in each world that it can tell
// apart.
#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "model/system.h"

namespace cfn_ecs_lint {

enum class Group : std::uint8_t {
  health,
  wiring,
  network,
  capacity,
  spot,
  bootstrap,
  task,
  service,
  scaling,
  stacks,
  security,
  template_,
  suppression,
};

std::string_view to_string(Group group);

// One finding in the making.
class Finding {
 public:
  // Points at the other side of the fault.
  Finding& label(const Place& place, std::string text);
  // What to do about this one; without it the rule's remedy stands.
  Finding& help(std::string text);
  // Less than the rule's severity, where this one does less harm or is less certain.
  Finding& severity(Severity less);
  Finding& fix(Fix fix);

 private:
  friend class Report;
  struct Mark {
    Place place;
    std::string text;
  };
  Place place_;
  std::string message_;
  std::vector<Mark> labels_;
  std::string help_;
  Severity severity_ = Severity::error;
  std::vector<Fix> fixes_;
};

struct Rule;

// Collects what one rule finds.
class Report {
 public:
  explicit Report(const Rule& rule) : rule_(rule) {}

  // A finding at these words. The message is lower case, has no full stop, and names things of the
  // template in backticks.
  template <class... Args>
  Finding& at(const Place& place, fmt::format_string<Args...> message, Args&&... args) {
    return add(place, fmt::format(message, std::forward<Args>(args)...));
  }

  // Judges one subject: calls `check` in every world where it exists, and keeps what was found,
  // once, with the conditions under which it holds.
  template <class Subject>
  void judge(const Subject& subject, void (*check)(const Subject&, Report&)) {
    World& world = subject.system().world();
    if constexpr (requires { subject.resource().stack; }) stack_ = subject.resource().stack;
    saw_all_ = world.explore([&] {
      if (!subject.exists()) return;
      check(subject, *this);
      end_world(world);
    });
    merge();
  }

  // What was found, each once for a place.
  std::vector<Diagnostic> take(const TemplateSet& set);

 private:
  struct Seen {  // a finding and the worlds that have it
    Finding finding;
    std::vector<std::size_t> worlds;
  };

  struct Found {
    Diagnostic diagnostic;
    const Stack* stack;  // of the subject
  };

  Finding& add(const Place& place, std::string message);
  void end_world(const World& world);
  void merge();
  std::vector<std::string> when(const std::vector<std::size_t>& worlds) const;

  const Rule& rule_;
  std::vector<Finding> here_;  // of the world being visited
  std::vector<std::vector<Circumstance>> worlds_;
  std::vector<Seen> seen_;
  bool saw_all_ = true;           // every world that can be told apart was visited
  const Stack* stack_ = nullptr;  // of the subject being judged; null where it is in none
  std::vector<Found> found_;
};

// Runs a check over all its subjects.
using Check = void (*)(const System&, Report&);

namespace internal {

template <class Subject, void (*check)(const Subject&, Report&)>
void run(const System& system, Report& report) {
  if constexpr (requires { Subject::all(system); }) {  // a subject that is no resource
    for (const Subject& subject : Subject::all(system)) report.judge<Subject>(subject, check);
  } else {
    for (const Subject& subject : system.all<Subject>()) report.judge<Subject>(subject, check);
  }
}

template <class Subject>
Subject subject_of(void (*)(const Subject&, Report&));

}  // namespace internal

// `each<check>`: the check for each subject of the type that `check` takes first. With several
// checks, one after the other.
template <auto... checks>
constexpr Check each = [](const System& system, Report& report) {
  (internal::run<decltype(internal::subject_of(checks)), checks>(system, report), ...);
};

struct Rule {
  std::string_view name;  // kebab case; it says the fault
  Severity severity = Severity::warning;
  Group group = Group::template_;
  std::string_view summary = {};    // one sentence: what is wrong
  std::string_view why = {};        // what will happen, and why
  std::string_view remedy = {};     // what to change
  std::string_view reference = {};  // the page that says so
  Check check = nullptr;
};

}  // namespace cfn_ecs_lint
