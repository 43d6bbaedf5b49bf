#include <gtest/gtest.h>

#include "lint/capture/inventory_date.h"
#include "tests/certificate_sample.h"

namespace farmlint::testing {
namespace {

const std::string print = "3607DBC6CADE8771D9C68A1A9DF5190E25240AEA";

// One certificate with these members besides.
std::string entry(const std::string& members) {
  return R"({"Thumbprint":")" + print + R"(","Subject":"CN=www.contoso.com, O=Contoso")" +
         (members.empty() ? "" : ",") + members + "}";
}

struct Form {
  std::string members;
  std::string expected;  // then what is wrong
};

// What `words` finds out about one certificate with each of the members.
template <typename Words>
void expect_forms(const std::vector<Form>& forms, Words words) {
  for (const Form& form : forms) {
    SCOPED_TRACE(form.members);
    const ReadCertificates read(entry(form.members));
    ASSERT_EQ(read.capture.items.size(), 1U);
    EXPECT_EQ(words(read.capture.items[0]) + read.problems(), form.expected);
  }
}

std::string all_in_words(const ReadCertificates& read) {
  std::string text;
  for (const Certificate& certificate : read.capture.items) text += in_words(certificate);
  return text + read.problems();
}

const std::string dates = "2026-01-15 08:30:00 to 2126-01-15 08:30:00\n";
const std::string by_root = "by CN=Contoso Test Root, O=Contoso, C=US\n";
const std::string munich = "CN=münchen.contoso.com\n" + by_root + "serial -, " + dates +
                           "names are xn--mnchen-3ya.contoso.com\naddresses - \n";

TEST(Inventory, ReadsWindowsPowerShell) {
  EXPECT_EQ(
      all_in_words(read_capture("inventory-5.1.json")),
      "3607dbc6cade8771d9c68a1a9df5190e25240aea in My\n"
      "CN=www.contoso.com, OU=Web + L=Redmond, O=\"Contoso, Ltd.\", S=Washington, C=US\n" +
          by_root + "serial -, " + dates +
          "names are www.contoso.com, contoso.com\naddresses - \n"
          "key yes, usages 1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.2, signed 1.2.840.113549.1.1.11, "
          "RSA -\n"
          "860c38124693ef87d408c21fd2271fc694a7695a in My\n" +
          munich +
          "key no, usages -, signed 1.2.840.113549.1.1.11, RSA -\n"
          "860c38124693ef87d408c21fd2271fc694a7695a in WebHosting\n" +
          munich + "key yes, usages -, signed 1.2.840.113549.1.1.11, RSA -\n");
}

TEST(Inventory, ReadsPowerShell7AndOneCertificate) {
  EXPECT_EQ(all_in_words(read_capture("inventory-7.json")),
            "f47b37d1b19857ca5f2030f6ad9ff105cc64a330 in WebHosting\n"
            "CN=Intranet.contoso.com, O=Contoso\n" +
                by_root +
                "serial 008a08, 2026-01-15 08:30:00 to 9999-12-31 23:59:59\n"
                "names are intranet.contoso.com (subject)\naddresses - \n"
                "key yes, usages 1.3.6.1.5.5.7.3.1, signed 1.2.840.113549.1.1.11, RSA 2048\n");
}

TEST(Inventory, ReadsWholeObjects) {
  EXPECT_EQ(all_in_words(read_capture("inventory-full.json")),
            "bf4d583acf54dc56a7143a48ee39db9013c7bd12 in My\nCN=ec.contoso.com\n" + by_root +
                "serial 008a06, " + dates +
                "names are ec.contoso.com\naddresses - \n"
                "key yes, usages -, signed 1.2.840.113549.1.1.11, RSA -\n"
                "860c38124693ef87d408c21fd2271fc694a7695a in My\n" +
                munich + "key yes, usages 1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.2, signed -, RSA -\n");
}

TEST(Inventory, TakesNamesInEveryForm) {
  expect_forms(
      {{R"("Dns":"www.contoso.com")", "are www.contoso.com"},
       {R"("DNS":["WWW.contoso.com","*.contoso.com"])", "are www.contoso.com *.contoso.com"},
       {R"("Dns":{"value":["a.contoso.com","b.contoso.com"],"Count":2})",
        "are a.contoso.com b.contoso.com"},
       {R"("Dns":["münchen.contoso.com"])", "are xn--mnchen-3ya.contoso.com"},
       {R"("Dns":["*.m\u00fcnchen.contoso.com"])", "are *.xn--mnchen-3ya.contoso.com"},
       {R"("Dns":null)", "are www.contoso.com (subject)"},
       {R"("Dns":[])", "are www.contoso.com (subject)"},
       {R"("Dns":[null])", "are www.contoso.com (subject)"},
       {R"("Dns":{})", "are www.contoso.com (subject)"},
       {R"("Dns":"")", "are www.contoso.com (subject)"},
       {R"("Dns":{"value":[],"Count":0})", "are www.contoso.com (subject)"},
       {R"("DnsNameList":[])", "are www.contoso.com (subject)"},
       {R"("DnsNameList":{"Punycode":"xn--a","Unicode":"b"})", "are xn--a"},
       {R"("DnsNameList":[{"Unicode":"b"}])", "are b"},
       // Nobody asked for names, a code page lost letters, or somebody joined the list.
       {"", "-"},
       {R"("Dns":["m?nchen.contoso.com"])", "- m?nchen.contoso.com"},
       {"\"Dns\":[\"m\xFCnchen.contoso.com\"]", "- m\xEF\xBF\xBDnchen.contoso.com"},
       {R"("Dns":"a.contoso.com, b.contoso.com")", "- a.contoso.com, b.contoso.com"},
       {R"("Dns":[7])", "are www.contoso.com (subject)'7' is not the name of a host\n"},
       {R"("Dns":["a\u0000b"])", "are www.contoso.com (subject)"}},
      [](const Certificate& c) {
        std::string text = c.names_known ? "are" : "-";
        for (const std::string& name : c.names) text += " " + name;
        return text + (c.names_from_subject ? " (subject)" : "");
      });
}

TEST(Inventory, AllowsTheSubjectAmongTheNames) {
  const ReadCertificates read(R"({"Thumbprint":")" + print +
                              R"(","Subject":"CN=Contoso Test Root","Dns":"Contoso Test Root"})");
  EXPECT_TRUE(read.capture.items.at(0).names_known);
}

TEST(Inventory, TakesUsagesInEveryForm) {
  expect_forms({{R"("Eku":"1.3.6.1.5.5.7.3.1")", "1.3.6.1.5.5.7.3.1"},
                {R"("Eku":["1.3.6.1.5.5.7.3.1","2.5.29.37.0"])", "1.3.6.1.5.5.7.3.1 2.5.29.37.0"},
                {R"("eku":{"value":["2.5.29.37.0"],"Count":1})", "2.5.29.37.0"},
                {R"("EnhancedKeyUsageList":[{"FriendlyName":"x","ObjectId":"1.2.3"}])", "1.2.3"},
                {R"x("EnhancedKeyUsageList":["Server (web) (1.2.3)"])x", "1.2.3"},
                {R"("Eku":null)", "-"},
                {R"("Eku":[])", "-"},
                {R"("Eku":{})", "-"},
                {"", "-"},
                {R"("Eku":["1.2.3","System.Security.Cryptography.Oid"])", "-"},
                {R"("Eku":["1.2.3","Serverauthentifizierung"])",
                 "-'Serverauthentifizierung' is not an object identifier\n"},
                {R"("Eku":[[]])", "-'[]': this is not an object identifier\n"}},
               [](const Certificate& c) {
                 return c.usages ? fmt::format("{}", fmt::join(*c.usages, " ")) : "-";
               });
}

TEST(Inventory, TakesTheLastPartOfTheStore) {
  expect_forms(
      {{R"("Store":"Microsoft.PowerShell.Security\\Certificate::LocalMachine\\My")", "My"},
       {R"("Store":"Cert:\\LocalMachine\\WebHosting")", "WebHosting"},
       {R"("Store":"My")", "My"},
       {R"("PSParentPath":"Certificate::LocalMachine\\My")", "My"},
       {"", ""},
       {R"("Store":null)", ""},
       {R"("Store":7)", "'7' is not a text\n"},
       {R"("Store":"Cert:\\CurrentUser\\My")",
        "My'Cert:\\\\CurrentUser\\\\My' is a store of one user, which HTTP.sys does not use\n"}},
      [](const Certificate& c) { return c.store; });
}

TEST(Inventory, KnowsOnlyKeysOfRsaByTheirBits) {
  expect_forms({{R"("HasPrivateKey":true,"KeySize":2048)", "yes 2048"},
                {R"("HasPrivateKey":"False","bits":"1024")", "no 1024"},
                {R"("KeySize":4096,"KeyAlgorithm":"RSA")", "- 4096"},
                {R"("KeySize":256,"KeyAlgorithm":{"Value":"1.2.840.113549.1.1.1"})", "- 256"},
                {R"("KeySize":2048,"KeyAlgorithm":"DSA")", "-"},
                {R"("KeySize":521)", "-"},
                {R"("HasPrivateKey":null,"KeySize":null)", "-"},
                {R"("HasPrivateKey":"yes")", "-'yes' is neither true nor false\n"},
                {R"("KeySize":-1)", "-'-1' is not a number of bits\n"},
                {R"("KeySize":99999999999)", "-'99999999999' is not a number of bits\n"},
                {R"("KeySize":[])", "-'[]': this is not a number of bits\n"}},
               [](const Certificate& c) {
                 return std::string(c.private_key ? (*c.private_key ? "yes" : "no") : "-") +
                        (c.rsa_bits ? " " + std::to_string(*c.rsa_bits) : "");
               });
}

TEST(Inventory, TakesSignatureAndSerial) {
  expect_forms(
      {{R"("Sig":"1.2.840.113549.1.1.5","Serial":"008A02")", "1.2.840.113549.1.1.5 008a02"},
       {R"("SignatureAlgorithm":{"Value":"1.2.3","FriendlyName":"x"},"SerialNumber":"1")",
        "1.2.3 1"},
       {R"("Sig":null)", " "},
       {R"("Sig":"sha1RSA")", " 'sha1RSA' is not an object identifier\n"},
       {R"("Serial":12)", " '12' is not a serial number in hexadecimal digits\n"}},
      [](const Certificate& c) { return c.signature_algorithm + " " + c.serial; });
}

TEST(Inventory, ReadsDatesThatMeanTheSameEverywhere) {
  for (const auto& [text, expected] : std::vector<std::pair<std::string, std::string>>{
           {"/Date(1767225600000)/", "2026-01-01 00:00:00"},
           {"/Date(1767225600999+0200)/", "2026-01-01 00:00:00"},
           {"/Date(-1)/", "1969-12-31 23:59:59"},
           {"/Date(253402300799999)/", "9999-12-31 23:59:59"},
           {"/Date(-62135596800000-0000)/", "0001-01-01 00:00:00"},
           {"2026-01-01T00:00:00Z", "2026-01-01 00:00:00"},
           {"2026-01-01T00:00:00", "2026-01-01 00:00:00"},
           {"2026-01-01T00:00:00.1234567Z", "2026-01-01 00:00:00"},
           {"2026-01-01T00:00:00.5", "2026-01-01 00:00:00"},
           {"2026-01-01T02:00:00+02:00", "2026-01-01 00:00:00"},
           {"2025-12-31T16:30:00.0000000-07:30", "2026-01-01 00:00:00"}})
    EXPECT_EQ(time_text(parse_inventory_date(text)), expected) << text;
  for (const char* bad : {"",
                          "19.07.2022 13:07:28",
                          "7/19/2022 1:07:28 PM",
                          "2026-01-01",
                          "2026-01-01 00:00:00",
                          "2026-02-30T00:00:00Z",
                          "2026-01-01T24:00:00Z",
                          "2026-01-01T00:00:00.Z",
                          "2026-01-01T00:00:00.12345678Z",
                          "2026-01-01T00:00:00+2",
                          "2026-01-01T00:00:00+24:00",
                          "2026-01-01T00:00:00+01:60",
                          "2026-01-01T00:00:00ZZ",
                          "2026-01-01T00:00:00+-1:0",
                          "/Date(253402300800000)/",
                          "/Date(-62135596800001)/",
                          "/Date(99999999999999999999)/",
                          "/Date()/",
                          "/Date(1)",
                          "/Date(",
                          "/Date(1 )/",
                          "/Date(1+02000)/",
                          "/"})
    EXPECT_FALSE(parse_inventory_date(bad)) << bad;
}

TEST(Inventory, RefusesLocalDatesAndKeepsTheCertificate) {
  const std::string refused =
      "is not a date that means the same everywhere, as ConvertTo-Json writes it\n";
  expect_forms({{R"("NotAfter":"\/Date(0)\/")", "1970-01-01 00:00:00"},
                {R"("NotAfter":{"value":"\/Date(0)\/","DateTime":"x"})", "1970-01-01 00:00:00"},
                {R"("NotAfter":null)", "-"},
                {R"("NotAfter":"19.07.2022 13:07:28")", "-'19.07.2022 13:07:28' " + refused},
                {R"("NotBefore":"7/19/2022 1:07:28 PM")", "-'7/19/2022 1:07:28 PM' " + refused},
                {R"("NotAfter":1767225600000)", "-'1767225600000' " + refused},
                {R"("NotAfter":{})", "-'{}': this " + refused}},
               [](const Certificate& c) { return time_text(c.not_after); });
}

TEST(Inventory, PointsToTheThumbprintAndTheDate) {
  const ReadCertificates read(entry(R"("NotAfter":"\/Date(0)\/")"));
  const Certificate& certificate = read.capture.items.at(0);
  EXPECT_EQ(read.sources.text(certificate.at), print);
  EXPECT_EQ(read.sources.text(certificate.not_after_at), R"(\/Date(0)\/)");
  const ReadCertificates dateless(entry(""));
  EXPECT_EQ(dateless.capture.items.at(0).not_after_at, dateless.capture.items.at(0).at);
  const ReadCertificates nested = read_capture("inventory-full.json");
  EXPECT_EQ(nested.sources.text(nested.capture.items.at(1).not_after_at),
            R"(\/Date(4924139400000)\/)");
}

TEST(Inventory, MayBeEmpty) {
  for (const char* none : {"[]", "null", " null\r\n", "{}", R"({"value":[],"Count":0})"}) {
    const ReadCertificates read(none);
    EXPECT_TRUE(read.capture.items.empty() && read.capture.problems.empty()) << none;
  }
}

TEST(Inventory, SaysWhatIsWrongAndReadsTheRest) {
  const std::string no_entry = "'{': the entry is no certificate: it has no Thumbprint\n";
  const std::string no_hash = " is not 40 hexadecimal digits\n";
  for (const auto& [other, expected] : std::vector<std::pair<std::string, std::string>>{
           {R"({"Subject":"CN=x"})", no_entry},
           {R"({"Thumbprint":null})", no_entry},
           {"7", "'7': the entry is no certificate: it has no Thumbprint\n"},
           {R"({"Thumbprint":""})", "''" + no_hash},
           {R"({"Thumbprint":"3607"})", "'3607'" + no_hash},
           {R"({"Thumbprint":")" + print + R"(00"})", "'" + print + "00'" + no_hash},
           {R"({"Thumbprint":"g607DBC6CADE8771D9C68A1A9DF5190E25240AEA"})",
            "'g607DBC6CADE8771D9C68A1A9DF5190E25240AEA'" + no_hash},
           {R"({"Thumbprint":["x"]})", R"('["x"]': this)" + no_hash}}) {
    const ReadCertificates read("[" + other + "," + entry("") + "]");
    EXPECT_EQ(read.problems(), expected);
    EXPECT_EQ(read.capture.items.size(), 1U);
  }
}

TEST(Inventory, IsNothingElse) {
  const std::string no_list = ": this is not a list of certificates: nothing has a Thumbprint\n";
  const std::string no_json =
      ": this is no list in JSON; an inventory is what ConvertTo-Json prints\n";
  using namespace std::string_literals;
  for (const auto& [text, expected] : std::vector<std::pair<std::string, std::string>>{
           {"", "'': the file is empty; [] stands for no certificates\n"},
           {"\xFF\xFE", "'': the file is empty; [] stands for no certificates\n"},
           {R"([{"Name":"w3wp"},{"Name":"svchost"}])",
            R"('[{"Name":"w3wp"},{"Name":"svchost"}]')" + no_list},
           {"{\"SslCertificateBindings\":\n[]}", "'{\"SslCertificateBindings\":'" + no_list},
           {"\"text\"", "'\"text\"'" + no_json},
           {"\r\nThumbprint : 3607\r\nSubject    : CN=x\r\n", "'Thumbprint : 3607'" + no_json},
           {"<Objs Version=\"1.1.0.1\">",
            "'<Objs Version=\"1.1.0.1\">': this is XML; an inventory is what ConvertTo-Json "
            "prints\n"},
           {"[" + entry("") + ",]", "']': the JSON is broken: unexpected ']'\n"},
           {"[" + entry(""), "'': the JSON is broken: unexpected end of input\n"},
           {"\xFF\xFE[\0]"s, "'': the file ends in the middle of a UTF-16 character\n"}}) {
    const ReadCertificates read(text);
    EXPECT_EQ(read.problems(), expected);
    EXPECT_TRUE(read.capture.items.empty());
  }
}

}  // namespace
}  // namespace farmlint::testing
