#include "lint/xml.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <utility>

#include <fmt/format.h>

#include "lint/decode.h"
#include "lint/preflight.h"
#include "lint/scan.h"
#include "lint/xerces.h"

namespace farmlint {

class PendingVerdict {
 public:
  // The verdict comes from another thread.
  PendingVerdict(std::string_view text, const XmlGrammar* grammar)
      : verdict_(std::async(std::launch::async,
                            [this, text, grammar] { return judge(text, grammar, stopped_); })) {}
  PendingVerdict(const PendingVerdict&) = delete;
  PendingVerdict& operator=(const PendingVerdict&) = delete;
  // Nobody waits for it any more.
  ~PendingVerdict() { stopped_ = true; }

  XmlVerdict wait() { return verdict_.get(); }

 private:
  std::atomic<bool> stopped_{false};
  std::future<XmlVerdict> verdict_;  // last: its end waits for the thread that uses the other
};

namespace {

// Xerces counts UTF-16 units and stands behind the character it did not like.
Location place_of(const SourceSet& sources, FileId file, const XmlVerdict::Fatal& fatal) {
  const auto line =
      static_cast<std::uint32_t>(std::min<std::uint64_t>(fatal.line, sources.line_count(file)));
  const std::string_view text = sources.line(file, line);
  std::size_t next = 0;
  for (std::uint64_t column = 1; next < text.size() && column + 1 < fatal.column; ++column)
    if (next_code_point(text, next) > 0xFFFF) ++column;
  const auto offset = static_cast<std::uint32_t>(text.data() - sources.text(file).data()) +
                      static_cast<std::uint32_t>(next);
  return {file, offset, offset};
}

std::optional<XmlProblem> repeated_attribute(const XmlTree& tree) {
  for (const XmlElement& element : tree.elements())
    for (const XmlAttribute attribute : element.attributes())
      if (element.attribute(attribute.name())->name_at() != attribute.name_at())
        return XmlProblem{attribute.name_at(),
                          fmt::format("the attribute '{}' is given twice on <{}>", attribute.name(),
                                      element.name())};
  return {};
}

XmlProblem problem_of(const SourceSet& sources, const XmlTree& tree, FileId file,
                      const XmlVerdict::Fatal& fatal) {
  if (fatal.fault == XmlVerdict::Fault::RepeatedAttribute)
    if (auto problem = repeated_attribute(tree)) return *problem;
  Location at = place_of(sources, file, fatal);
  if (fatal.fault == XmlVerdict::Fault::BadReference) {
    const std::size_t ampersand = sources.text(file).rfind('&', at.begin);
    if (ampersand != std::string_view::npos) at.begin = static_cast<std::uint32_t>(ampersand);
    at.end = at.begin + 1;
  }
  return {at, std::string(fatal.words)};
}

// Below this another thread costs more than it saves.
constexpr std::size_t large_text = std::size_t{512} * 1024;

// Two readers of one text must see the same elements; places would be wrong otherwise.
XmlProblem disagreement(FileId file) {
  return {{file, 0, 0}, "farmlint cannot follow the markup of this file"};
}

// Xerces counts elements.
std::vector<std::uint32_t> positions(const XmlTree& tree,
                                     const std::vector<std::uint32_t>& numbers) {
  std::vector<std::uint32_t> found;
  if (numbers.empty()) return found;
  std::uint32_t number = 0;
  auto next = numbers.begin();
  for (const XmlElement& element : tree.elements()) {
    if (next == numbers.end()) break;
    if (number++ != *next) continue;
    found.push_back(element.position());
    ++next;
  }
  return found;
}

void take(const XmlVerdict& verdict, XmlDocument& document, const SourceSet& sources) {
  if (verdict.fatal) {
    document.unreadable = problem_of(sources, document.tree, document.file, *verdict.fatal);
  } else if (verdict.elements != document.tree.count()) {
    document.unreadable = disagreement(document.file);
  } else {
    document.invalid = positions(document.tree, verdict.invalid);
  }
}

}  // namespace

XmlDocument parse_xml(const SourceSet& sources, FileId file, Judged judged) {
  XmlDocument document;
  document.file = file;
  document.unreadable = preflight(sources, file);
  if (document.unreadable) return document;
  const std::string_view text = sources.text(file);
  std::shared_ptr<PendingVerdict> pending;
  if (judged == Judged::Meanwhile && text.size() >= large_text)
    pending = std::make_shared<PendingVerdict>(text, nullptr);
  Scan scanned = scan(file, text);
  document.tree = std::move(scanned.tree);
  if (scanned.refused) {
    document.unreadable = std::move(scanned.problem);
  } else if (pending != nullptr && !scanned.problem) {
    document.pending = std::move(pending);
  } else {
    XmlVerdict verdict = pending != nullptr ? pending->wait() : judge(text, nullptr, {});
    if (!scanned.problem)
      take(verdict, document, sources);
    else
      document.unreadable = verdict.fatal ? std::move(*scanned.problem) : disagreement(file);
  }
  return document;
}

void validate(XmlDocument& document, const SourceSet& sources, const XmlGrammar& grammar) {
  const std::string_view text = sources.text(document.file);
  if (document.pending != nullptr)
    document.pending = std::make_shared<PendingVerdict>(text, &grammar);
  else
    take(judge(text, &grammar, {}), document, sources);
}

void read_verdict(XmlDocument& document, const SourceSet& sources) {
  if (document.pending == nullptr) return;
  take(document.pending->wait(), document, sources);
  document.pending = nullptr;
}

}  // namespace farmlint
