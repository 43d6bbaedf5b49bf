#include "lint/suppress.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "lint/date.h"
#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::string_view keyword = "farmlint-ignore";
constexpr std::string_view unused_rule = "suppression-unused";
constexpr std::string_view expired_rule = "suppression-expired";

bool narrows_to(const std::string& pattern, std::string_view text) {
  return pattern.empty() || (!text.empty() && glob_match(pattern, text));
}

// "https 10.0.0.1:443:", or without the protocol.
bool narrows_to_binding(const std::string& pattern, std::string_view label) {
  return narrows_to(pattern, label) || narrows_to(pattern, label.substr(label.find(' ') + 1));
}

bool contains(const Location& scope, const Location& at) {
  return scope.file == at.file && scope.begin <= at.begin && at.end <= scope.end;
}

const Rule* find_rule(std::span<const Rule* const> rules, std::string_view name) {
  const auto found =
      std::ranges::find_if(rules, [&](const Rule* rule) { return iequals(rule->name, name); });
  return found == rules.end() ? nullptr : *found;
}

// Words before the colon: the rule, then perhaps until=.
void read_words(std::string_view head, const Location& at, Ignore& ignore) {
  for (const std::string_view word : words(head)) {
    if (word.starts_with("until=")) {
      ignore.until = parse_date(word.substr(6));
      if (!ignore.until) ignore.fault = fmt::format("'{}' is no date", word.substr(6));
    } else if (ignore.rule.value.empty()) {
      ignore.rule = {.value = word, .at = at};
    } else {
      ignore.fault = fmt::format("'{}' before the colon is not understood", word);
    }
  }
}

// The element that a comment is about: the next one beside it.
const XmlElement* element_after(const XmlTree& tree, const XmlComment& comment) {
  if (comment.next >= tree.next_position()) return nullptr;
  const XmlElement& next = tree.at(comment.next);
  const XmlElement* const around = next.parent();
  // The comment may be the last thing inside of what comes before.
  return comment.inside == (around == nullptr ? 0 : around->position()) ? &next : nullptr;
}

Ignore read_comment(const XmlTree& tree, const XmlComment& comment) {
  Ignore ignore;
  ignore.at = comment.at;
  ignore.until_at = comment.at;
  ignore.scope = comment.at;
  const std::string_view text = trim(comment.text).substr(keyword.size());
  const std::size_t colon = text.find(':');
  read_words(text.substr(0, colon), comment.at, ignore);
  if (colon != std::string_view::npos)
    ignore.reason = {.value = trim(text.substr(colon + 1)), .at = comment.at};
  const XmlElement* const element = element_after(tree, comment);
  if (element != nullptr) {
    ignore.scope->begin = element->at().begin;
    ignore.scope->end = std::max(element->at().end, element->end_tag().end);
  }
  if (!ignore.fault.empty()) return ignore;
  if (ignore.rule.value.empty()) {
    ignore.fault = "it names no rule";
  } else if (ignore.reason.value.empty()) {
    ignore.fault = "it gives no reason";
  } else if (element == nullptr) {
    ignore.fault = "no element follows it";
  }
  return ignore;
}

bool is_ignore_comment(const XmlComment& comment) {
  const std::string_view text = trim(comment.text);
  if (!text.starts_with(keyword)) return false;
  return text.size() == keyword.size() || is_blank(text[keyword.size()]) ||
         text[keyword.size()] == ':';
}

// What identifies an ignore wherever it stands.
std::string object_of(const Ignore& ignore) {
  std::string text =
      fmt::format("{}[{}", ignore.scope ? keyword : "farm/ignore", ignore.rule.value);
  for (const std::string* part :
       {&ignore.site, &ignore.node, &ignore.binding, &ignore.pool, &ignore.path}) {
    if (!part->empty()) text += fmt::format(", {}", *part);
  }
  return text + "]";
}

class Ignores {
 public:
  Ignores(const Farm& farm, std::span<const Rule* const> all, std::span<const Rule* const> ran)
      : all_(all), ran_(ran), now_(farm.now) {
    if (farm.manifest) add(farm.manifest->ignores);
    if (farm.manifest) add(read_inline_ignores(*farm.manifest_document));
    for (const Document& document : farm.documents) {
      if (document.xml.readable()) add(read_inline_ignores(document.xml));
    }
  }

  void apply(FarmReport& report) {
    std::vector<Finding> kept;
    kept.reserve(report.findings.size());
    for (Finding& finding : report.findings) {
      if (const Ignore* ignore = find(finding)) {
        report.suppressed.push_back({.finding = std::move(finding),
                                     .reason = std::string(ignore->reason.value),
                                     .in_source = ignore->scope.has_value()});
      } else {
        kept.push_back(std::move(finding));
      }
    }
    report.findings = std::move(kept);
  }

  void report_expired(Findings& findings) const {
    for (const Judged& one : ignores_) {
      if (!one.ignore.fault.empty() || !expired(one.ignore)) continue;
      findings
          .add(one.ignore.until_at, "{} was to be ignored until {}", one.ignore.rule.value,
               to_string(*one.ignore.until))
          .about(subject(one.ignore));
    }
  }

  void report_unused(Findings& findings) const {
    for (const Judged& one : ignores_) {
      const std::string complaint = complaint_about(one);
      if (complaint.empty()) continue;
      findings.add_text(one.ignore.at, complaint).about(subject(one.ignore));
    }
  }

 private:
  struct Judged {
    Ignore ignore;
    bool used = false;
  };

  void add(std::vector<Ignore> ignores) {
    for (Ignore& ignore : ignores) ignores_.push_back({.ignore = std::move(ignore), .used = false});
  }

  bool expired(const Ignore& ignore) const {
    return ignore.until && now_ >= *ignore.until + std::chrono::days(1);
  }

  // The first one that applies. All that do are used.
  const Ignore* find(const Finding& finding) {
    const Ignore* first = nullptr;
    for (Judged& one : ignores_) {
      if (!one.ignore.fault.empty() || expired(one.ignore) || !matches(one.ignore, finding))
        continue;
      one.used = true;
      if (first == nullptr) first = &one.ignore;
    }
    return first;
  }

  std::string complaint_about(const Judged& one) const {
    const std::string_view name = one.ignore.rule.value;
    if (!one.ignore.fault.empty())
      return fmt::format("this {} has no effect: {}", keyword, one.ignore.fault);
    const Rule* const rule = find_rule(all_, name);
    if (rule == nullptr) {
      const auto nearest = nearest_name(name, all_, &Rule::name);
      return fmt::format("there is no rule '{}' to ignore{}", name,
                         nearest ? fmt::format("; did you mean '{}'?", *nearest) : "");
    }
    if (rule->subject == Subjects::Suppressions)
      return fmt::format("findings of {} cannot be ignored", rule->name);
    if (one.used || expired(one.ignore) || find_rule(ran_, name) == nullptr) return {};
    return one.ignore.scope ? fmt::format("{} finds nothing to ignore here", rule->name)
                            : fmt::format("this ignore matches no finding of {}", rule->name);
  }

  static Subject subject(const Ignore& ignore) {
    Subject whom;
    whom.object = object_of(ignore);
    return whom;
  }

  std::vector<Judged> ignores_;
  std::span<const Rule* const> all_;
  std::span<const Rule* const> ran_;
  TimePoint now_;
};

}  // namespace

std::vector<Ignore> read_inline_ignores(const XmlDocument& document) {
  std::vector<Ignore> ignores;
  for (const XmlComment& comment : document.tree.comments) {
    if (is_ignore_comment(comment)) ignores.push_back(read_comment(document.tree, comment));
  }
  return ignores;
}

bool matches(const Ignore& ignore, const Finding& finding) {
  if (finding.rule == nullptr || !iequals(ignore.rule.value, finding.rule->name)) return false;
  if (ignore.scope && !contains(*ignore.scope, finding.at)) return false;
  const Subject& whom = finding.subject;
  if (ignore.address) {
    const auto ip = parse_ip(whom.address);
    if (!ip || !ignore.address->contains(*ip)) return false;
  }
  return narrows_to(ignore.site, whom.site) && narrows_to(ignore.node, whom.node) &&
         narrows_to_binding(ignore.binding, whom.binding) && narrows_to(ignore.pool, whom.pool) &&
         narrows_to(ignore.path, whom.path);
}

void apply_ignores(const Farm& farm, std::span<const Rule* const> all,
                   std::span<const Rule* const> ran, FarmReport& report) {
  Ignores ignores(farm, all, ran);
  ignores.apply(report);
  if (const Rule* rule = find_rule(ran, unused_rule)) {
    Findings findings(*rule, report.findings);
    ignores.report_unused(findings);
  }
  if (const Rule* rule = find_rule(ran, expired_rule)) {
    Findings findings(*rule, report.findings);
    ignores.report_expired(findings);
  }
}

}  // namespace farmlint
