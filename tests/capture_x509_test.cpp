#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "lint/capture/certificate_readers.h"
#include "tests/certificate_sample.h"

namespace farmlint::testing {
namespace {

const std::string by_root = "by CN=Contoso Test Root, O=Contoso, C=US\n";
const std::string www =
    "3607dbc6cade8771d9c68a1a9df5190e25240aea in -\n"
    "CN=www.contoso.com, OU=Web + L=Redmond, O=\"Contoso, Ltd.\", S=Washington, C=US\n" +
    by_root +
    "serial 008a02, 2026-01-15 08:30:00 to 2126-01-15 08:30:00\n"
    "names are www.contoso.com, contoso.com\n"
    "addresses are 10.10.10.1, 2001:db8::10\n"
    "key -, usages 1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.2, signed 1.2.840.113549.1.1.11, RSA 2048\n";

std::string pem(const std::string& name) {
  return read("testdata/captures/certificates/" + name);
}

TEST(X509, ReadsPemAndDerAlike) {
  for (const char* name : {"www.pem", "www.cer"}) {
    SCOPED_TRACE(name);
    const ReadCertificates read = read_capture(name);
    EXPECT_EQ(read.problems(), "");
    ASSERT_EQ(read.capture.items.size(), 1U);
    EXPECT_EQ(in_words(read.capture.items[0]), www);
  }
}

TEST(X509, ReadsEveryKindOfCertificate) {
  struct Case {
    std::string file;
    std::string expected;
  };
  const std::string dates = ", 2026-01-15 08:30:00 to 2126-01-15 08:30:00\n";
  const std::string rest = "\naddresses are \nkey -, usages -, signed 1.2.840.113549.1.1.";
  for (const Case& c : std::vector<Case>{
           {"wildcard.pem", "83667367b5a71711bfc55c5070df095fb05b3761 in -\nCN=*.contoso.com\n" +
                                by_root + "serial 008a03" + dates + "names are *.contoso.com" +
                                rest + "11, RSA 2048\n"},
           {"idn.cer", "860c38124693ef87d408c21fd2271fc694a7695a in -\nCN=münchen.contoso.com\n" +
                           by_root + "serial 008a04" + dates +
                           "names are xn--mnchen-3ya.contoso.com" + rest + "11, RSA 2048\n"},
           {"sha1-1024.pem",
            "bffad343e12d42c60b7e448fbfa1db362c74c7eb in -\nCN=legacy.contoso.com\n" + by_root +
                "serial 008a05" + dates + "names are legacy.contoso.com" + rest + "5, RSA 1024\n"},
           {"ec.pem", "bf4d583acf54dc56a7143a48ee39db9013c7bd12 in -\nCN=ec.contoso.com\n" +
                          by_root + "serial 008a06" + dates + "names are ec.contoso.com" + rest +
                          "11, RSA -\n"},
           {"client.pem",
            "54fa8ba2749886470d5ba2b55cbecb7ac47a864e in -\n"
            "CN=\"Ada \"\"Countess\"\" Lovelace\", OID.2.5.4.15=Private, E=ada@contoso.com\n" +
                by_root + "serial 008a07" + dates +
                "names are ada \"countess\" lovelace (subject)\naddresses are \n"
                "key -, usages 1.3.6.1.5.5.7.3.2, signed 1.2.840.113549.1.1.11, RSA 2048\n"},
           {"no-san.pem",
            "f47b37d1b19857ca5f2030f6ad9ff105cc64a330 in -\nCN=Intranet.contoso.com, O=Contoso\n" +
                by_root + "serial 008a08, 2026-01-15 08:30:00 to 9999-12-31 23:59:59\n" +
                "names are intranet.contoso.com (subject)" + rest + "11, RSA 2048\n"}}) {
    SCOPED_TRACE(c.file);
    const ReadCertificates read = read_capture(c.file);
    EXPECT_EQ(read.problems(), "");
    ASSERT_EQ(read.capture.items.size(), 1U);
    EXPECT_EQ(in_words(read.capture.items[0]), c.expected);
  }
}

TEST(X509, ReadsEveryCertificateOfAChain) {
  const ReadCertificates read = read_capture("chain.pem");
  EXPECT_EQ(read.problems(), "");
  ASSERT_EQ(read.capture.items.size(), 2U);
  EXPECT_EQ(in_words(read.capture.items[0]), www);
  EXPECT_EQ(read.capture.items[1].subject, "CN=Contoso Test Root, O=Contoso, C=US");
  EXPECT_TRUE(read.capture.items[1].self_signed());
  EXPECT_EQ(read.sources.start_of(read.capture.items[0].at).line, 3U);
  EXPECT_EQ(read.sources.text(read.capture.items[1].at), "-----BEGIN CERTIFICATE-----");
  EXPECT_EQ(read.capture.items[1].not_after_at, read.capture.items[1].at);
}

TEST(X509, PointsToTheStartOfDer) {
  const ReadCertificates read = read_capture("www.cer");
  EXPECT_EQ(read.capture.items.at(0).at, (Location{read.file, 0, 0}));
}

TEST(X509, KnowsThatAKeyIsThereAndNoMore) {
  for (const std::string kind : {"", "RSA ", "ENCRYPTED "}) {
    const std::string key = fmt::format(
        "-----BEGIN {0}PRIVATE KEY-----\nc2VjcmV0\n-----END {0}PRIVATE KEY-----\n", kind);
    const std::string parameters =
        "-----BEGIN EC PARAMETERS-----\nBggq\n-----END EC PARAMETERS-----\n";
    const ReadCertificates read(parameters + key + pem("chain.pem"));
    EXPECT_EQ(read.problems(), "");
    EXPECT_EQ(read.capture.items.at(0).private_key, true);
    EXPECT_EQ(read.capture.items.at(1).private_key, std::nullopt);
    EXPECT_EQ(ReadCertificates(key).problems(), "'': there is no certificate in the file\n");
  }
}

TEST(X509, ReadsPemThatTextToolsWrote) {
  std::string text = pem("www.pem");
  std::string crlf;
  std::string utf16 = "\xFF\xFE";
  std::string one_line;
  for (const char c : text) {
    crlf += c == '\n' ? "\r\n" : std::string(1, c);
    utf16 += {c, '\0'};
    if (c != '\n' || one_line.ends_with("-----")) one_line += c;
  }
  one_line.insert(one_line.find("-----END"), "\n");
  for (const std::string& form : {crlf, utf16, one_line, "\xEF\xBB\xBF" + text}) {
    const ReadCertificates read(form);
    EXPECT_EQ(read.problems(), "");
    ASSERT_EQ(read.capture.items.size(), 1U);
    EXPECT_EQ(in_words(read.capture.items[0]), www);
  }
}

TEST(X509, SaysWhatItCannotRead) {
  const std::string good = pem("ec.pem");
  const std::string begin = "-----BEGIN CERTIFICATE-----\n";
  const std::string end = "-----END CERTIFICATE-----\n";
  const std::string der = pem("www.cer");
  struct Case {
    std::string bytes;
    std::string problems;
  };
  for (const Case& c : std::vector<Case>{
           {pem("www.pfx"),
            "'': a PKCS#12 file (.pfx) holds a private key; export the certificate alone (.cer)\n"},
           {pem("www.p7b"), "'-----BEGIN PKCS7-----': a block of PKCS7 is not a certificate\n"},
           {der.substr(0, 500), "'': the certificate is broken, or is no X.509 certificate\n"},
           {der + "x", "'': the certificate is broken, or is no X.509 certificate\n"},
           {begin + "AAAA\n" + end,
            "'-----BEGIN CERTIFICATE-----': the certificate is broken, or is no X.509 "
            "certificate\n"},
           {begin + "?\n" + end,
            "'-----BEGIN CERTIFICATE-----': the certificate is not valid base64\n"},
           {begin + "AAA\n" + end,
            "'-----BEGIN CERTIFICATE-----': the certificate is not valid base64\n"},
           {begin + "AAAA\n", "'-----BEGIN CERTIFICATE-----': the block has no end\n"},
           {"-----BEGIN C\nMII", "'-----BEGIN C': the block has no end\n"}}) {
    EXPECT_EQ(ReadCertificates(c.bytes).problems(), c.problems);
    if (!c.bytes.starts_with("---")) continue;
    // What is broken does not hide what follows.
    const ReadCertificates both(c.bytes + "\n" + good);
    EXPECT_EQ(both.problems(), c.problems);
    EXPECT_EQ(both.capture.items.size(), 1U);
  }
}

TEST(X509, TellsBrokenExtensionsFromAbsentOnes) {
  struct Case {
    std::string oid;  // as it stands in DER
    std::string problem;
  };
  using namespace std::string_literals;
  for (const Case& c :
       std::vector<Case>{{"\x55\x1D\x11"s,
                          "the extension X509v3 Subject Alternative Name of the certificate "
                          "cannot be read"},
                         {"\x55\x1D\x25"s,
                          "the extension X509v3 Extended Key Usage of the certificate cannot be "
                          "read"}}) {
    std::string der = pem("www.cer");
    // Its SEQUENCE becomes a SET.
    const std::size_t value = der.find(c.oid) + c.oid.size() + 2;
    ASSERT_EQ(der.at(value), '\x30');
    der[value] = '\x31';
    const ReadCertificates read(der);
    EXPECT_EQ(read.problems(), "'': " + c.problem + "\n");
    EXPECT_EQ(read.capture.items.at(0).names_known, c.oid.back() != '\x11');
    EXPECT_FALSE(read.capture.items.at(0).names_from_subject);
  }
}

TEST(X509, TakesNoHostFromBytesThatNoHostHas) {
  for (const char odd : {'\0', '\xFC'}) {
    std::string der = pem("ec.pem");
    der = decode_base64(der.substr(28, der.find("-----END") - 28)).value();
    der.at(der.rfind("ec.contoso.com") + 2) = odd;
    const ReadCertificates read(der);
    EXPECT_EQ(read.capture.items.at(0).names, std::vector<std::string>());
    EXPECT_EQ(read.problems(),
              odd == '\0' ? "" : "'': the certificate names a host in bytes beyond ASCII\n");
  }
}

TEST(X509, DecodesBase64) {
  EXPECT_EQ(decode_base64("TWFu"), "Man");
  EXPECT_EQ(decode_base64(" TW\r\nE= "), "Ma");
  EXPECT_EQ(decode_base64(""), "");
  for (const char* bad : {"TWF", "TWE", "T", "TW*u", "=", "TWE=TWFu"})
    EXPECT_FALSE(decode_base64(bad)) << bad;
}

// Whatever was done to a file, reading it ends, and every place is in the text.
TEST(Captures, SurviveMutations) {
  std::mt19937 random(20261125);  // NOLINT: the same mutations in every run
  const auto below = [&](std::size_t limit) { return random() % std::max<std::size_t>(limit, 1); };
  for (const auto& path : files("testdata/captures/certificates", "")) {
    SCOPED_TRACE(path);
    const std::string original = read(path);
    for (int round = 0; round < 150; ++round) {
      std::string bytes = original;
      for (std::size_t edits = 1 + below(4); edits > 0; --edits) {
        const std::size_t at = below(bytes.size());
        const std::size_t kind = below(4);
        if (kind == 0) bytes.replace(at, 1, 1, static_cast<char>(random()));
        if (kind == 1) bytes.insert(at, bytes.substr(below(bytes.size()), below(64)));
        if (kind == 2) bytes.erase(at, below(64));
        if (kind == 3 && below(8) == 0) bytes.resize(at);
      }
      const ReadCertificates mutant(bytes);
      const std::size_t size = mutant.sources.text(mutant.file).size();
      for (const Certificate& certificate : mutant.capture.items) {
        EXPECT_FALSE(in_words(certificate).empty());
        EXPECT_LE(certificate.at.begin, certificate.at.end);
        EXPECT_LE(certificate.at.end, size);
        EXPECT_LE(certificate.not_after_at.end, size);
      }
      for (const CaptureProblem& problem : mutant.capture.problems)
        EXPECT_LE(std::max(problem.at.begin, problem.at.end), size);
    }
  }
}

TEST(Captures, AreReadInOnePass) {
  std::string begins;
  std::string quotes = "[\"";
  std::string names = "[{\"Thumbprint\":\"" + std::string(40, 'a') + "\",\"Dns\":[\"a\"";
  for (int i = 0; i < 50'000; ++i) {
    begins += "-----BEGIN X";
    quotes += "\\\"\\\\";
    names += ",\"*.contoso.com\"";
  }
  EXPECT_EQ(ReadCertificates(begins).capture.problems.size(), 50'000U);
  EXPECT_EQ(ReadCertificates(quotes + "\"]").capture.problems.size(), 1U);
  EXPECT_EQ(ReadCertificates(names + "]}]").capture.items.at(0).names.size(), 50'001U);
  EXPECT_EQ(ReadCertificates("[" + std::string(1 << 20, '\\')).capture.problems.size(), 1U);
  EXPECT_EQ(ReadCertificates(std::string(1 << 20, '{')).capture.problems.size(), 1U);
}

}  // namespace
}  // namespace farmlint::testing
