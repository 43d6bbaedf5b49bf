#include <string>

#include <fmt/format.h>

#include "lint/edits.h"
#include "lint/infer/draft.h"
#include "lint/text.h"

namespace farmlint::inference {
namespace {

constexpr std::size_t line_width = 100;

// A comment may not contain "--"; an example that is taken out of it still means the same.
std::string comment_text(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '-' && safe.ends_with('-')) {
      safe += "&#45;";
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string start(std::string_view element, const Attributes& attributes) {
  std::string text = fmt::format("<{}", element);
  for (const auto& [name, value] : attributes)
    text += fmt::format(" {}=\"{}\"", name, attribute_text(value));
  return text;
}

class Writer {
 public:
  std::string write(const Draft& draft) {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    remark({.text = "Drafted by \"farmlint infer\" from what configuration and captures show. "
                    "Comments tell what is guessed: check it, then delete them."});
    open("farm", {{"xmlns", "urn:farmlint:farm:1"}, {"name", draft.name}});
    remarks(draft.configuration_remarks);
    empty("configuration", draft.configuration);
    out_ += '\n';
    remarks(draft.front_end_remarks);
    front_end(draft.virtual_addresses);
    out_ += '\n';
    remarks(draft.node_remarks);
    for (const DraftNode& node : draft.nodes) write(node);
    remarks(draft.unplaced);
    if (!draft.sites.empty()) out_ += '\n';
    for (const DraftSite& site : draft.sites) write(site);
    close("farm");
    return std::move(out_);
  }

 private:
  void empty(std::string_view element, const Attributes& attributes) {
    out_ += indentation_ + tag(element, attributes) + '\n';
  }
  void open(std::string_view element, const Attributes& attributes) {
    out_ += indentation_ + start(element, attributes) + ">\n";
    indentation_ += "  ";
  }
  void close(std::string_view element) {
    indentation_.resize(indentation_.size() - 2);
    out_ += indentation_ + fmt::format("</{}>\n", element);
  }

  void remarks(const std::vector<Remark>& all) {
    for (const Remark& one : all) remark(one);
  }

  void remark(const Remark& said) {
    std::string line = indentation_ + "<!--";
    const std::string text = comment_text(said.text);
    for (const std::string_view word : words(text)) {
      if (line.size() + 1 + word.size() + (said.example.empty() ? 4 : 0) > line_width) {
        out_ += line + '\n';
        line = indentation_ + "    ";
      }
      line += fmt::format(" {}", word);
    }
    out_ += line;
    if (!said.example.empty())
      out_ += fmt::format("\n{0}{1}\n{0}", indentation_, comment_text(said.example));
    out_ += said.example.empty() ? " -->\n" : "-->\n";
  }

  void addresses(std::string_view element, const std::vector<IpAddress>& all) {
    for (const IpAddress& ip : all) empty(element, {{"ip", to_string(ip)}});
  }

  void front_end(const std::vector<IpAddress>& virtual_addresses) {
    if (virtual_addresses.empty()) return;
    open("frontEnd", {{"name", "vip1"}, {"type", "nlb"}});
    addresses("vip", virtual_addresses);
    close("frontEnd");
  }

  void write(const DraftNode& node) {
    open("node", node.attributes);
    remarks(node.remarks);
    addresses("address", node.addresses);
    for (const DraftCapture& capture : node.captures)
      empty("capture", {{"kind", std::string(capture.kind)}, {"file", capture.file}});
    close("node");
  }

  void write(const DraftSite& site) {
    const Attributes name{{"name", site.name}};
    if (site.at.empty()) {
      remarks(site.remarks);
      return empty("site", name);
    }
    open("site", name);
    for (const Attributes& at : site.at) empty("at", at);
    remarks(site.remarks);
    close("site");
  }

  std::string out_;
  std::string indentation_;
};

}  // namespace

std::string tag(std::string_view element, const Attributes& attributes) {
  return start(element, attributes) + "/>";
}

std::string to_xml(const Draft& draft) {
  return Writer().write(draft);
}

}  // namespace farmlint::inference
