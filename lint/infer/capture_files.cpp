#include "lint/infer/capture_files.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/discover.h"
#include "lint/files.h"
#include "lint/load.h"
#include "lint/text.h"

namespace farmlint::inference {
namespace {

namespace fs = std::filesystem;

struct Known {
  std::string_view name;  // a glob
  std::string_view kind;
};

// What the collector calls its files, and certificates. The manifest has them in this order.
constexpr std::array known_files{
    Known{"node.xml", ""},
    Known{"sslcert.*", "sslcert"},
    Known{"certificates.json", "certificates"},
    Known{"*.cer", "certificates"},
    Known{"*.crt", "certificates"},
    Known{"*.pem", "certificates"},
    Known{"iplisten.txt", "iplisten"},
    Known{"redirection.config", "redirection"},
    Known{"ccs-provider.reg", "ccs"},
    Known{"ccs-files.txt", "ccs"},
};

const Known* known(const fs::path& file) {
  const std::string name = file.filename().string();
  const auto* const found = std::ranges::find_if(
      known_files, [&](const Known& known) { return glob_match(known.name, name); });
  return found == known_files.end() || fs::is_directory(file) ? nullptr : found;
}

bool holds_captures(const fs::path& folder) {
  const std::vector<fs::path> entries = folder_entries(folder);
  return std::ranges::any_of(entries, [](const fs::path& entry) { return known(entry); });
}

// Without a slash at the end, which would leave it without a name.
fs::path whole_path(const fs::path& path) {
  fs::path whole = fs::absolute(path).lexically_normal();
  return whole.has_filename() ? whole : whole.parent_path();
}

std::size_t rank(const CaptureFile& capture) {
  const auto* const own = std::ranges::find_if(known_files, [&](const Known& known) {
    return known.kind == capture.kind && glob_match(known.name, capture.path.filename().string());
  });
  return static_cast<std::size_t>(own - known_files.begin());
}

class Search {
 public:
  // Whether there are captures.
  bool folder(const fs::path& path) {
    std::vector<fs::path> below = folder_entries(path);
    std::erase_if(below, [](const fs::path& entry) {
      return !fs::is_directory(entry) || !holds_captures(entry);
    });
    if (below.empty() && !holds_captures(path)) return false;
    if (below.empty()) {
      node(path);
    } else {
      nodes(path, below);
    }
    return true;
  }

  void file(const fs::path& path) {
    const Known* const what = known(path);
    if (what == nullptr) return unknown(path);
    add(path, *what, path);
  }

  CaptureFiles take() {
    for (NodeFiles& node : found_.nodes) sort(node.captures);
    return std::move(found_);
  }

 private:
  void nodes(const fs::path& path, const std::vector<fs::path>& below) {
    for (const fs::path& entry : folder_entries(path)) {
      if (std::ranges::binary_search(below, entry)) {
        node(entry);
      } else {
        unknown(entry);
      }
    }
  }

  void node(const fs::path& path) {
    for (const fs::path& entry : folder_entries(path)) {
      const Known* const what = known(entry);
      if (what == nullptr) {
        unknown(entry);
      } else {
        add(entry, *what, what->name.starts_with('*') ? path / what->name : entry);
      }
    }
  }

  void add(const fs::path& file, const Known& what, const fs::path& shown) {
    NodeFiles& node = node_of(file.parent_path());
    if (what.kind.empty()) {
      node.node_xml = file;
    } else {
      node.captures.push_back({.kind = what.kind, .path = shown});
    }
  }

  NodeFiles& node_of(const fs::path& folder) {
    const auto same = std::ranges::find(found_.nodes, folder, &NodeFiles::folder);
    if (same != found_.nodes.end()) return *same;
    return found_.nodes.emplace_back(NodeFiles{.folder = folder, .node_xml = {}, .captures = {}});
  }

  void unknown(const fs::path& path) {
    if (!path.filename().string().starts_with('.')) found_.unknown.push_back(path);
  }

  // The same file may be named twice, and every certificate leads to its pattern.
  static void sort(std::vector<CaptureFile>& captures) {
    const auto order = [](const CaptureFile& capture) {
      return std::pair(rank(capture), capture.path);
    };
    std::ranges::sort(captures, {}, order);
    const auto same = [](const CaptureFile& a, const CaptureFile& b) { return a.path == b.path; };
    captures.erase(std::unique(captures.begin(), captures.end(), same), captures.end());
  }

  CaptureFiles found_;
};

}  // namespace

CaptureFiles find_captures(const std::vector<fs::path>& arguments) {
  Search search;
  for (const fs::path& argument : arguments) {
    if (!fs::exists(argument))
      throw Error(fmt::format("{}: no such file or folder", argument.generic_string()));
    if (!fs::is_directory(argument)) {
      search.file(whole_path(argument));
    } else if (!search.folder(whole_path(argument))) {
      throw Error(fmt::format(
          "{}: no captures in this folder; 'farmlint collect' prints a script that makes them",
          argument.generic_string()));
    }
  }
  return search.take();
}

}  // namespace farmlint::inference
