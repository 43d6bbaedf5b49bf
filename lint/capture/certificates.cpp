#include <algorithm>

#include <fmt/format.h>

#include "lint/capture/certificate_readers.h"
#include "lint/capture/distinguished_name.h"
#include "lint/config/binding_text.h"
#include "lint/text.h"

namespace farmlint {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view dashes = "-----";

// DER of more than 127 bytes, as every certificate has: a SEQUENCE, and a length of several bytes.
bool is_der(std::string_view bytes) {
  return bytes.size() > 1 && bytes[0] == '\x30' && (static_cast<unsigned char>(bytes[1]) >= 0x80);
}

bool is_json(std::string_view text) {
  text = trim(text);
  return text.starts_with('[') || text.starts_with('{');
}

class PemReader {
 public:
  PemReader(const SourceSet& sources, FileId file, CapturedCertificates& out)
      : file_(file), text_(sources.text(file)), out_(out) {}

  void read() {
    for (std::size_t at = text_.find(begin_mark); at != std::string_view::npos;) {
      const std::size_t next = text_.find(begin_mark, at + begin_mark.size());
      read_block(at, text_.substr(at, next - at));
      at = next;
    }
    if (out_.items.empty() && out_.problems.empty())
      out_.problems.push_back({{file_, 0, 0}, "there is no certificate in the file"});
    // Tools that put a key into the file put its certificate before those that signed it.
    if (has_key_ && !out_.items.empty()) out_.items.front().private_key = true;
  }

 private:
  // `text` goes from one block's beginning to the next one's.
  void read_block(std::size_t at, std::string_view text) {
    std::string_view label = text.substr(begin_mark.size());
    label = label.substr(0, std::min(label.find(dashes), label.find_first_of("\r\n")));
    std::size_t body = begin_mark.size() + label.size();
    if (text.substr(body).starts_with(dashes)) body += dashes.size();
    const Location place{file_, static_cast<std::uint32_t>(at),
                         static_cast<std::uint32_t>(at + body)};
    const std::size_t end = text.find(fmt::format("-----END {}-----", label), body);
    if (end == std::string_view::npos) return problem(place, "the block has no end");
    take(label, text.substr(body, end - body), place);
  }

  void take(std::string_view label, std::string_view body, const Location& place) {
    if (label.ends_with("PRIVATE KEY")) {
      has_key_ = true;
    } else if (label == "CERTIFICATE" || label == "X509 CERTIFICATE") {
      const auto der = decode_base64(body);
      if (der) return read_x509(*der, place, out_);
      problem(place, "the certificate is not valid base64");
    } else if (!label.ends_with(" PARAMETERS")) {
      problem(place, fmt::format("a block of {:.40} is not a certificate", label));
    }
  }

  void problem(const Location& at, std::string message) {
    out_.problems.push_back({at, std::move(message)});
  }

  FileId file_;
  std::string_view text_;
  CapturedCertificates& out_;
  bool has_key_ = false;
};

}  // namespace

CaptureOf<Certificate> read_certificates(const SourceSet& sources, FileId file) {
  CapturedCertificates out;
  const std::string_view text = sources.text(file);
  if (is_der(sources.source(file).bytes))
    read_x509(sources.source(file).bytes, {file, 0, 0}, out);
  else if (text.find(begin_mark) != std::string_view::npos && !is_json(text))
    PemReader(sources, file, out).read();
  else
    read_inventory(sources, file, out);
  return out;
}

void add_name(Certificate& certificate, std::string_view host) {
  // To the IDN library a name would end there; to no client is it the name of a host.
  if (host.find('\0') != std::string_view::npos) return;
  std::string name = canonical_host(trim(host));
  if (!name.empty()) certificate.names.push_back(std::move(name));
}

void add_name_of_subject(Certificate& certificate) {
  certificate.names_from_subject = true;
  if (const auto name = common_name(certificate.subject)) add_name(certificate, *name);
}

}  // namespace farmlint
