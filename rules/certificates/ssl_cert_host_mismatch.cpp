#include <set>

#include "lint/farm/tls_words.h"
#include "lint/farm/wording.h"
#include "lint/rule.h"
#include "rules/certificates/answer_fix.h"

namespace farmlint::rules {
namespace {

// "a certificate for www.contoso.com, contoso.com", not more than a few names.
std::string certificate_for(const Certificate& certificate) {
  constexpr std::size_t most = 5;
  std::vector<std::string> names = certificate.names;
  for (const IpAddress& ip : certificate.addresses) names.push_back(to_string(ip));
  if (names.empty()) return "a certificate that names no host";
  return "a certificate for " + enumeration(shortened(std::move(names), most));
}

class Judge {
 public:
  Judge(const Farm& farm, Findings& findings) : farm_(farm), findings_(findings), fixes_(farm) {}

  void judge(const TlsUse& use) {
    const ManifestSite* const wanted = declared(farm_, *use.site);
    // The proxy before it ignores names (decision 40).
    if (wanted != nullptr && wanted->tls.value == "backend") return;
    if (use.end_point().host.empty())
      judge_clients(use);
    else
      judge_host(use);
  }

 private:
  void judge_host(const TlsUse& use) {
    const std::string_view host = use.end_point().host;
    std::set<std::string_view> told;
    for (const Handshake& handshake : use.handshakes) {
      const Certificate* const certificate = presented(farm_, use, handshake);
      if (certificate == nullptr || covers(*certificate, host) != Verdict::No) continue;
      if (!told.insert(certificate->thumbprint).second) continue;
      Finding& finding = findings_.add(
          use.binding->information().at, "{} is served with {} ({} on {}); browsers refuse it",
          host, certificate_for(*certificate), handshake.answer.record->key.text(),
          farm_.manifest->nodes[use.node].name.value);
      complete(finding, use, handshake, host);
    }
  }

  // A binding without host: the names that the manifest says clients use (decision 36).
  void judge_clients(const TlsUse& use) {
    const WantedEndpoint* const endpoint =
        wanted_endpoint(farm_, *use.site, *use.binding, use.node);
    if (endpoint == nullptr) return;
    std::vector<std::string> refused;
    std::optional<Handshake> first;
    for (const Text& client : endpoint->clients) {
      const auto ip = parse_ip(client.value);
      const std::string name = ip ? to_string(*ip) : canonical_host(client.value);
      const auto handshake = refuses(use, name, ip ? std::string_view() : name);
      if (!handshake) continue;
      refused.push_back(name);
      if (!first) first = handshake;
    }
    if (!first) return;
    const SslRecord& record = *first->answer.record;
    Finding& finding = findings_.add(
        use.binding->information().at,
        "clients reach {} as {}, but are served with {} ({} on {}); browsers refuse it",
        use.site->name().value, enumeration(refused),
        certificate_for(*presented(farm_, use, *first)), record.key.text(),
        farm_.manifest->nodes[use.node].name.value);
    finding.as(Severity::Warning);
    complete(finding, use, *first, refused.front());
    finding.note(endpoint->clients.front().at, "the names that clients use are declared here");
  }

  // The handshake in which a client for that name gets a certificate for others.
  std::optional<Handshake> refuses(const TlsUse& use, const std::string& name,
                                   std::string_view server_name) const {
    const RecordTable& records = *farm_.evidence[use.node].records;
    for (const Handshake& own : use.handshakes) {
      const Handshake handshake{
          .address = own.address,
          .answer = records.answer(own.address, use.end_point().port, server_name)};
      const Certificate* const certificate = presented(farm_, use, handshake);
      if (certificate != nullptr && covers(*certificate, name) == Verdict::No) return handshake;
    }
    return {};
  }

  void complete(Finding& finding, const TlsUse& use, const Handshake& handshake,
                std::string_view name) const {
    finding.about(about(farm_, use));
    note_answer(finding, farm_, use, handshake);
    auto right = right_certificate(farm_, use);
    const bool other = right && right->thumbprint != handshake.answer.record->thumbprint &&
                       (right->known == nullptr || covers(*right->known, name) != Verdict::No);
    if (!other) right = RightCertificate{};
    finding.fix(fixes_.of(use, handshake, *right));
  }

  const Farm& farm_;
  Findings& findings_;
  const AnswerFixes fixes_;
};

void check(const Farm& farm, Findings& findings) {
  Judge judge(farm, findings);
  for (const TlsUse& use : farm.tls)
    if (judged(use)) judge.judge(use);
}

}  // namespace

extern constinit const Rule ssl_cert_host_mismatch{
    .name = "ssl-cert-host-mismatch",
    .severity = Severity::Error,
    .subject = Subjects::Certificates,
    .summary = "A host name is served with a certificate that does not cover it.",
    .rationale =
        "Browsers show a warning instead of the site, and programs refuse the connection. A "
        "wildcard covers exactly one label: *.contoso.com is good for www.contoso.com, but neither "
        "for contoso.com nor for a.b.contoso.com. Often the right certificate is there, but the "
        "record of another binding answers first; the note says which record and why.",
    .remediation =
        "Let the record present a certificate that covers the name, or remove the record that "
        "outranks it.",
    .evidence = Evidence::Certificates,
    .check = check,
};

}  // namespace farmlint::rules
