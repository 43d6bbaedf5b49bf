#include <algorithm>
#include <array>
#include <ctime>
#include <map>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>

#include "lint/capture/certificate_readers.h"
#include "lint/capture/distinguished_name.h"
#include "lint/limits.h"
#include "lint/text.h"

namespace farmlint {
namespace {

template <auto release>
struct Release {
  template <typename T>
  void operator()(T* object) const {
    release(object);
  }
};
template <typename T, auto release>
using Owned = std::unique_ptr<T, Release<release>>;
using Names = Owned<GENERAL_NAMES, GENERAL_NAMES_free>;
using Usages = Owned<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string_view content(const ASN1_STRING* string) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)),
          static_cast<std::size_t>(ASN1_STRING_length(string))};
}

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return text;
}

std::string sha1_of(std::string_view bytes) {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  auto* out = reinterpret_cast<unsigned char*>(digest.data());
  EVP_Digest(bytes.data(), bytes.size(), out, &size, EVP_sha1(), nullptr);
  return hex(std::string_view(digest).substr(0, size));
}

std::string oid_text(const ASN1_OBJECT* object) {
  std::array<char, 256> text{};
  OBJ_obj2txt(text.data(), static_cast<int>(text.size()), object, 1);
  return text.data();
}

// As Windows shows it: a zero byte stays where it keeps the number positive.
std::string serial_of(const X509* x509) {
  const ASN1_INTEGER* serial = X509_get0_serialNumber(x509);
  const std::string_view magnitude = content(serial);
  const bool top_bit =
      !magnitude.empty() && (static_cast<unsigned char>(magnitude[0]) & 0x80U) != 0;
  return (top_bit ? "00" : "") + hex(magnitude);
}

std::string utf8_of(const ASN1_STRING* string) {
  unsigned char* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, string);
  if (size < 0) return {};
  std::string result(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  OPENSSL_free(text);
  return result;
}

// The names of CertNameToStr; it writes "OID.1.2.3" for others.
std::string type_of(const ASN1_OBJECT* object) {
  static const std::map<std::string, std::string, std::less<>> types{
      {"0.9.2342.19200300.100.1.25", "DC"},
      {"1.2.840.113549.1.9.1", "E"},
      {"2.5.4.10", "O"},
      {"2.5.4.11", "OU"},
      {"2.5.4.12", "T"},
      {"2.5.4.17", "PostalCode"},
      {"2.5.4.3", "CN"},
      {"2.5.4.4", "SN"},
      {"2.5.4.42", "G"},
      {"2.5.4.43", "I"},
      {"2.5.4.5", "SERIALNUMBER"},
      {"2.5.4.6", "C"},
      {"2.5.4.7", "L"},
      {"2.5.4.8", "S"},
      {"2.5.4.9", "STREET"}};
  const std::string oid = oid_text(object);
  const auto found = types.find(oid);
  return found == types.end() ? "OID." + oid : found->second;
}

// Windows writes the most specific part first, which is the last one in the certificate.
std::string text_of(const X509_NAME* name) {
  std::vector<std::string> parts;
  int last = -1;
  for (int i = 0; i < X509_NAME_entry_count(name); ++i) {
    const X509_NAME_ENTRY* entry = X509_NAME_get_entry(name, i);
    std::string part = type_of(X509_NAME_ENTRY_get_object(entry)) + '=' +
                       name_value(utf8_of(X509_NAME_ENTRY_get_data(entry)));
    const bool same_set = X509_NAME_ENTRY_set(entry) == last;
    last = X509_NAME_ENTRY_set(entry);
    if (same_set)
      parts.back() += " + " + part;
    else
      parts.push_back(std::move(part));
  }
  return fmt::format("{}", fmt::join(parts.rbegin(), parts.rend(), ", "));
}

std::optional<TimePoint> time_of(const ASN1_TIME* time) {
  std::tm tm{};
  if (ASN1_TIME_to_tm(time, &tm) != 1) return {};
  const std::chrono::year_month_day day{std::chrono::year(tm.tm_year + 1900),
                                        std::chrono::month(static_cast<unsigned>(tm.tm_mon) + 1),
                                        std::chrono::day(static_cast<unsigned>(tm.tm_mday))};
  return std::chrono::sys_days(day) + std::chrono::hours(tm.tm_hour) +
         std::chrono::minutes(tm.tm_min) + std::chrono::seconds(tm.tm_sec);
}

std::optional<IpAddress> address_of(std::string_view bytes) {
  if (bytes.size() != 4 && bytes.size() != 16) return {};
  IpAddress ip{.v6 = bytes.size() == 16, .bytes = {}};
  std::copy(bytes.begin(), bytes.end(), ip.bytes.begin());
  return ip;
}

// Reads one certificate; what is wrong with it becomes a problem at its place.
class X509Reader {
 public:
  X509Reader(const X509* x509, Certificate& certificate, CapturedCertificates& out)
      : x509_(x509), certificate_(certificate), out_(out) {}

  void read() {
    certificate_.serial = serial_of(x509_);
    certificate_.subject = text_of(X509_get_subject_name(x509_));
    certificate_.issuer = text_of(X509_get_issuer_name(x509_));
    read_dates();
    read_names();
    read_usages();
    read_algorithms();
  }

 private:
  void problem(std::string message) {
    out_.problems.push_back({certificate_.at, std::move(message)});
  }

  void read_dates() {
    certificate_.not_before = time_of(X509_get0_notBefore(x509_));
    certificate_.not_after = time_of(X509_get0_notAfter(x509_));
    if (!certificate_.not_before || !certificate_.not_after)
      problem("the certificate has a date that cannot be read");
  }

  // None, and a problem, if the extension is there but cannot be read.
  template <typename Extension>
  Extension extension(int nid, bool& absent) {
    int critical = 0;
    auto* found = X509_get_ext_d2i(x509_, nid, &critical, nullptr);
    absent = critical == -1;
    if (found == nullptr && !absent)
      problem(fmt::format("the extension {} of the certificate cannot be read", OBJ_nid2ln(nid)));
    return Extension(static_cast<typename Extension::pointer>(found));
  }

  void read_names() {
    bool absent = false;
    const auto names = extension<Names>(NID_subject_alt_name, absent);
    certificate_.names_known = certificate_.addresses_known = names || absent;
    if (absent) return add_name_of_subject(certificate_);
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i)
      read_name(sk_GENERAL_NAME_value(names.get(), i));
  }

  void read_name(const GENERAL_NAME* name) {
    if (name->type == GEN_DNS) {
      const std::string_view host = content(name->d.dNSName);
      if (!is_ascii(host)) return problem("the certificate names a host in bytes beyond ASCII");
      add_name(certificate_, host);
    } else if (name->type == GEN_IPADD) {
      const auto ip = address_of(content(name->d.iPAddress));
      if (!ip) return problem("the certificate names an IP address that is none");
      certificate_.addresses.push_back(*ip);
    }
  }

  void read_usages() {
    bool absent = false;
    const auto usages = extension<Usages>(NID_ext_key_usage, absent);
    if (!usages) return;
    certificate_.usages.emplace();
    for (int i = 0; i < sk_ASN1_OBJECT_num(usages.get()); ++i)
      certificate_.usages->push_back(oid_text(sk_ASN1_OBJECT_value(usages.get(), i)));
  }

  void read_algorithms() {
    const X509_ALGOR* algorithm = nullptr;
    X509_get0_signature(nullptr, &algorithm, x509_);
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    certificate_.signature_algorithm = oid_text(object);
    const EVP_PKEY* key = X509_get0_pubkey(x509_);
    if (key == nullptr) return;
    const int kind = EVP_PKEY_get_base_id(key);
    if (kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS)
      certificate_.rsa_bits = static_cast<unsigned>(EVP_PKEY_get_bits(key));
  }

  const X509* x509_;
  Certificate& certificate_;
  CapturedCertificates& out_;
};

// Looks at the outermost layer only, which holds no secret.
bool is_pkcs12(std::string_view der) {
  const unsigned char* at = bytes_of(der);
  return Owned<PKCS12, PKCS12_free>(d2i_PKCS12(nullptr, &at, static_cast<long>(der.size()))) !=
         nullptr;
}

std::string why_not_x509(std::string_view der) {
  if (der.size() <= limits::certificate_bytes && is_pkcs12(der))
    return "a PKCS#12 file (.pfx) holds a private key; export the certificate alone (.cer)";
  return "the certificate is broken, or is no X.509 certificate";
}

}  // namespace

void read_x509(std::string_view der, const Location& at, CapturedCertificates& out) {
  // The machine's openssl.cnf could forbid SHA-1, and name libraries that no static program can
  // load.
  OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
  const unsigned char* next = bytes_of(der);
  const auto size = static_cast<long>(std::min(der.size(), limits::certificate_bytes));
  const Owned<X509, X509_free> x509(d2i_X509(nullptr, &next, size));
  // What follows a certificate in DER would pass unread.
  if (!x509 || next != bytes_of(der) + der.size()) {
    out.problems.push_back({at, why_not_x509(der)});
    return;
  }
  Certificate& certificate = out.items.emplace_back();
  certificate.at = certificate.not_after_at = at;
  certificate.thumbprint = sha1_of(der);
  X509Reader(x509.get(), certificate, out).read();
}

std::optional<std::string> decode_base64(std::string_view text) {
  if (text.size() > limits::certificate_bytes) return {};
  const Owned<EVP_ENCODE_CTX, EVP_ENCODE_CTX_free> context(EVP_ENCODE_CTX_new());
  std::string bytes(text.size() + 3, '\0');
  auto* out = reinterpret_cast<unsigned char*>(bytes.data());
  int size = 0;
  int rest = 0;
  EVP_DecodeInit(context.get());
  if (EVP_DecodeUpdate(context.get(), out, &size, bytes_of(text), static_cast<int>(text.size())) <
          0 ||
      EVP_DecodeFinal(context.get(), out + size, &rest) != 1)
    return {};
  bytes.resize(static_cast<std::size_t>(size) + static_cast<std::size_t>(rest));
  return bytes;
}

}  // namespace farmlint
