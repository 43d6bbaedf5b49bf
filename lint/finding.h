// A problem found: where it is, whom it concerns, what mends it; and the sink rules put it into.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "lint/source.h"

namespace farmlint {

struct Rule;

// error: something is down or will go down; warning: works today, or only on some nodes;
// note: hygiene, or not certain.
enum class Severity : std::uint8_t { Note, Warning, Error };

constexpr std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::Note:
      return "note";
    case Severity::Warning:
      return "warning";
    case Severity::Error:
      break;
  }
  return "error";
}

// Something else that matters to a finding: the other place, or what will happen because of it.
struct Note {
  Location at;
  std::string message;
};

// Replaces the text at a place; an empty range inserts.
struct TextEdit {
  Location at;
  std::string text;
};

struct Command {
  std::string tool{};  // "appcmd", "netsh"
  std::string node{};  // where to run it; empty: on any one node
  std::string text{};
};

// One way to mend a finding: edits of the files, or commands that do the same, or both.
struct Fix {
  std::string description{};  // "add the binding"
  std::vector<TextEdit> edits{};
  std::vector<Command> commands{};
};

// Whom a finding concerns, in an admin's terms. Empty where it does not apply. With the rule it
// identifies a finding independently of where it stands in the file.
struct Subject {
  std::string object{};  // "sites/site[Site1]/bindings"
  std::string site{};
  std::string node{};
  std::string binding{};  // "<protocol> <bindingInformation>"
  std::string pool{};
  std::string path{};     // of the application: "/api"
  std::string address{};  // the binding's address, for <ignore address>; not reported
};

struct Finding {
  const Rule* rule = nullptr;
  Severity level = Severity::Error;
  Location at;
  std::string message;  // a clause: lower-case start unless a name, no full stop
  Subject subject;
  std::vector<Note> notes;
  std::vector<Fix> fixes;
  bool on_demand = false;  // a variant that healthy farms have, too: see Runs::OnDemand

  Finding& about(Subject whom) {
    subject = std::move(whom);
    return *this;
  }
  Finding& as(Severity severity) {
    level = severity;
    return *this;
  }
  Finding& only_on_demand() {
    on_demand = true;
    return *this;
  }
  template <typename... Args>
  Finding& note(const Location& where, fmt::format_string<Args...> text, Args&&... args) {
    notes.push_back({where, fmt::format(text, std::forward<Args>(args)...)});
    return *this;
  }
  Finding& fix(Fix mend) {
    fixes.push_back(std::move(mend));
    return *this;
  }
};

// Handed to one rule at a time, so that a rule cannot report under another's name. The level of
// a finding is the rule's own unless it says otherwise.
class Findings {
 public:
  Findings(const Rule& rule, std::vector<Finding>& out) : rule_(rule), out_(out) {}

  template <typename... Args>
  Finding& add(const Location& at, fmt::format_string<Args...> text, Args&&... args) {
    return add_text(at, fmt::format(text, std::forward<Args>(args)...));
  }
  // The finding may be amended until the next one is added. Beyond limits::findings it is only
  // counted.
  Finding& add_text(const Location& at, std::string message);
  // Counts findings that were left out before they came here.
  void leave_out(std::size_t count) { left_out_ += count; }
  std::size_t left_out() const { return left_out_; }

 private:
  const Rule& rule_;
  std::vector<Finding>& out_;
  Finding beyond_;  // what is amended in the place of one that is left out
  std::size_t left_out_ = 0;
};

}  // namespace farmlint
