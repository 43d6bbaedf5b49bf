#include "lint/schema/problems.h"

#include <algorithm>

#include <fmt/format.h>

#include "lint/limits.h"
#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::size_t longest_shown = 80;

std::string_view last_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::string shortened(std::string_view text) {
  if (text.size() <= longest_shown) return std::string(text);
  std::size_t end = longest_shown;
  // Not within a character of several bytes.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return fmt::format("{}…", text.substr(0, end));
}

// The name of the element, or of its attribute, that the problem is about.
std::string_view name_written(const SchemaProblem& problem) {
  for (const XmlAttribute attribute : problem.element->attributes())
    if (attribute.name_at() == problem.at) return attribute.name();
  return problem.element->name();
}

// What was meant. One section belongs in a redirection.config, even if a file that writes its name
// in capitals registers it like that.
std::string right_name(const SchemaProblem& problem) {
  if (problem.fault == SchemaFault::UnknownName && !problem.fixes.empty())
    return problem.fixes.front().edits.front().text;
  if (problem.fault != SchemaFault::UnknownSection) return {};
  return problem.fixes.empty() ? "configurationRedirection"
                               : problem.fixes.front().edits.front().text;
}

}  // namespace

void Problems::enter(const CheckedPlace& place, ConfigKind kind) {
  place_ = place;
  kind_ = kind;
  breaks_ = place.section.empty() ? Breaks::Nothing : Breaks::Section;
}

SchemaProblem& Problems::add(SchemaFault fault, Severity level, const Location& at,
                             const XmlElement& element, std::string message) {
  const bool kept = ++counts_[fault] <= limits::findings;
  if (!kept) ++report_.left_out[fault];
  concerned_.insert(&element);
  SchemaProblem& problem = kept ? report_.problems.emplace_back() : beyond_ = {};
  problem.fault = fault;
  problem.level = level;
  problem.at = at;
  problem.element = &element;
  problem.message = std::move(message);
  problem.section = place_.section;
  if (level == Severity::Error) add_consequence(problem);
  return problem;
}

void Problems::add_consequence(SchemaProblem& problem) const {
  if (breaks_ == Breaks::Nothing) return;
  if (breaks_ == Breaks::File) {
    problem.notes.push_back({problem.at, "IIS refuses the whole file: no site starts on any node"});
    return;
  }
  if (place_.info != nullptr && place_.info->read_by == ReadBy::Was) {
    problem.notes.push_back(
        {problem.at, fmt::format("WAS cannot read <{}>: no site starts on any node",
                                 last_name(place_.section))});
    return;
  }
  std::string lazy = lazy_consequence(problem.fault);
  if (!lazy.empty()) problem.notes.push_back({problem.at, std::move(lazy)});
}

std::string Problems::lazy_consequence(SchemaFault fault) const {
  const std::string_view name = last_name(place_.section);
  if (kind_ == ConfigKind::Administration) {
    return fmt::format("IIS Manager cannot read <{}>", name);
  }
  if (kind_ == ConfigKind::Redirection) return "the node does not find the shared configuration";
  if (!place_.section.starts_with("system.web")) return {};
  const std::string_view code = fault == SchemaFault::DuplicateKey ? "0x800700b7" : "0x8007000d";
  if (place_.location.empty() || place_.location == ".") {
    return fmt::format("requests for which IIS reads <{}> fail with 500.19 ({})", name, code);
  }
  return fmt::format("requests to '{}' for which IIS reads <{}> fail with 500.19 ({})",
                     place_.location, name, code);
}

void Problems::version(VersionUse use) {
  use.section = place_.section;
  if (place_.info != nullptr) use.read_by = place_.info->read_by;
  report_.versions.push_back(use);
}

bool Problems::concerns(const XmlElement& element) const {
  return concerned_.contains(&element);
}

void Problems::skip(const XmlElement& element) {
  report_.skipped.push_back(&element);
}

void Problems::finish(const std::vector<XmlStrayText>& texts) {
  for (const XmlStrayText& text : texts) {
    const bool judged = std::ranges::none_of(report_.skipped, [&](const XmlElement* skipped) {
      const std::uint32_t first = skipped->position();
      return text.inside >= first && text.inside < first + skipped->extent();
    });
    if (!judged) continue;
    const XmlElement& around = tree_.at(text.inside);
    add(SchemaFault::UnknownName, Severity::Error, text.at, around,
        fmt::format("text in <{}>, where only elements are expected", around.name()));
  }
  std::ranges::stable_sort(report_.problems, {}, &SchemaProblem::at);
}

Location name_at(const XmlElement& element) {
  Location at = element.at();
  ++at.begin;
  at.end = at.begin + static_cast<std::uint32_t>(element.name().size());
  return at;
}

Location part_at(const XmlAttribute& attribute, std::string_view part) {
  const Location whole = attribute.value_at();
  const std::less<> before;
  const std::string_view value = attribute.value();
  const bool within = !before(part.data(), value.data()) &&
                      !before(value.data() + value.size(), part.data() + part.size());
  if (part.empty() || !within || whole.end - whole.begin != value.size()) return whole;
  const auto begin = whole.begin + static_cast<std::uint32_t>(part.data() - value.data());
  return {whole.file, begin, begin + static_cast<std::uint32_t>(part.size())};
}

std::string shown(const XmlAttribute& attribute, const AttributeType* type) {
  if (type != nullptr && type->encrypted) return std::string(attribute.name());
  return fmt::format("{}=\"{}\"", attribute.name(), shortened(attribute.value()));
}

std::string label(const XmlElement& element, const ElementType* type) {
  std::string text = fmt::format("<{}", element.name());
  if (type != nullptr) {
    for (const AttributeType& attribute : type->attributes) {
      if (attribute.key == Key::None || attribute.encrypted) continue;
      const auto written = element.attribute(attribute.name);
      if (!written) continue;
      text += ' ' + shown(*written, &attribute);
      if (attribute.key == Key::Unique) break;
    }
  }
  return text + '>';
}

Fix rename(const XmlElement& element, std::string_view right) {
  Fix fix = replace(name_at(element), right);
  if (element.end_tag().end > element.end_tag().begin) {
    Location end = element.end_tag();
    end.begin += 2;
    end.end = end.begin + static_cast<std::uint32_t>(element.name().size());
    fix.edits.push_back({end, std::string(right)});
  }
  return fix;
}

Fix replace(const Location& at, std::string_view right) {
  return {.description = fmt::format("write '{}'", right),
          .edits = {{at, std::string(right)}},
          .commands = {}};
}

void set_name_case_apart(SchemaReport& report) {
  for (SchemaProblem& problem : report.problems) {
    const std::string_view written = name_written(problem);
    const std::string right = right_name(problem);
    if (written == right || !iequals(written, right)) continue;
    problem.fault = SchemaFault::NameCase;
    problem.level = Severity::Error;
    problem.message = fmt::format(
        "'{}' must be written '{}': IIS tells capital letters from small ones, and the "
        "node does not find the shared configuration",
        written, right);
    problem.notes.clear();
    if (problem.fixes.empty()) problem.fixes.push_back(rename(*problem.element, right));
  }
}

void point_to_docs(const SchemaModel& model, SchemaReport& report) {
  for (SchemaProblem& problem : report.problems) {
    const bool of_words = problem.fault == SchemaFault::UnknownName ||
                          problem.fault == SchemaFault::InvalidValue ||
                          problem.fault == SchemaFault::MissingRequired;
    const std::string docs = of_words ? model.docs(problem.section) : std::string();
    if (!docs.empty()) problem.notes.push_back({problem.at, fmt::format("documented at {}", docs)});
  }
}

}  // namespace farmlint
