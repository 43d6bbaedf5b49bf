#include "lint/infer/node_file.h"

#include <algorithm>
#include <array>

#include "lint/farm/manifest_reader.h"
#include "lint/infer/addresses.h"
#include "lint/schemas.h"
#include "lint/text.h"
#include "lint/xml.h"

namespace farmlint::inference {
namespace {

// In the order in which the draft has them.
constexpr std::array<std::string_view, 7> taken_attributes{
    "group", "state", "osBuild", "domainJoined", "drives", "mappedDrives", "features"};

bool taken(std::string_view attribute) {
  return attribute == "name" || attribute.starts_with("xmlns") ||
         std::ranges::find(taken_attributes, attribute) != taken_attributes.end();
}

class Reader {
 public:
  explicit Reader(std::vector<Finding>& errors) : errors_(errors) {}

  NodeFile read(const SourceSet& sources, FileId file) {
    const XmlDocument document = parse_xml(sources, file);
    if (!document.readable()) {
      errors_.add(document.unreadable->at, "{}", document.unreadable->message);
      return {};
    }
    if (document.root().name() != "node") {
      errors_.add(document.root().at(), "the root element is <node>, not <{}>",
                  document.root().name());
      return {};
    }
    checked_ = check_tree(document, *manifest_schema().root()->child("node"));
    for (const SchemaProblem& problem : checked_.problems) {
      Finding& error = errors_.add(problem.at, "{}", problem.message);
      error.notes = problem.notes;
    }
    attributes(document.root());
    for (const XmlElement& child : document.root().children()) element(child);
    return std::move(node_);
  }

 private:
  bool wrong(const Location& at) const {
    return std::ranges::any_of(checked_.problems, [&](const SchemaProblem& problem) {
      return problem.at.begin >= at.begin && problem.at.begin <= at.end;
    });
  }

  void attributes(const XmlElement& root) {
    const std::string_view name = root.value("name").value;
    if (!trim(name).empty()) node_.name = name;
    for (const std::string_view wanted : taken_attributes) {
      const auto found = root.attribute(wanted);
      if (found && !wrong(found->value_at())) node_.attributes.emplace_back(wanted, found->value());
    }
    for (const XmlAttribute attribute : root.attributes())
      if (!taken(attribute.name()) && !wrong(attribute.name_at()))
        node_.left_out.emplace_back(attribute.name());
  }

  void element(const XmlElement& child) {
    if (child.name() == "address") return address(child);
    if (child.name() != "capture" && !wrong(child.at()))
      node_.left_out.push_back(fmt::format("<{}>", child.name()));
  }

  void address(const XmlElement& element) {
    const Text text = element.value("ip");
    if (!element.has("ip")) return;
    const auto ip = parse_ip(trim(text.value));
    if (!ip || !belongs_to_one_machine(*ip)) {
      errors_.add(text.at, "'{}' is no address that other machines can reach", text.value);
    } else if (std::ranges::find(node_.addresses, *ip) == node_.addresses.end()) {
      node_.addresses.push_back(*ip);
    }
  }

  manifest_reader::Errors errors_;
  SchemaReport checked_;
  NodeFile node_;
};

}  // namespace

NodeFile read_node_file(const SourceSet& sources, FileId file, std::vector<Finding>& errors) {
  return Reader(errors).read(sources, file);
}

}  // namespace farmlint::inference
