// A manifest in the making: what it will say, and the comments that tell what is guessed.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/address.h"

namespace farmlint::inference {

// A comment, with an element to copy if there is something to add by hand.
struct Remark {
  std::string text{};
  std::string example{};
};

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

struct DraftCapture {
  std::string_view kind;
  std::string file;  // relative to the manifest
};

struct DraftNode {
  Attributes attributes{};  // the name first
  std::vector<IpAddress> addresses{};
  std::vector<DraftCapture> captures{};
  std::vector<Remark> remarks{};

  const std::string& name() const { return attributes.front().second; }
};

struct DraftSite {
  std::string name{};
  std::vector<Attributes> at{};
  std::vector<Remark> remarks{};
};

struct Draft {
  std::string name{};
  Attributes configuration{};
  std::vector<Remark> configuration_remarks{};
  std::vector<IpAddress> virtual_addresses{};
  std::vector<Remark> front_end_remarks{};
  std::vector<Remark> node_remarks{};
  std::vector<DraftNode> nodes{};
  std::vector<Remark> unplaced{};  // after the nodes
  std::vector<DraftSite> sites{};
};

// The manifest itself: XML 1.0 in UTF-8 that follows the schema of manifests.
std::string to_xml(const Draft& draft);

// One element on one line, without what is around it.
std::string tag(std::string_view element, const Attributes& attributes);

}  // namespace farmlint::inference
