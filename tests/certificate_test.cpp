#include "lint/capture/certificate.h"

#include <gtest/gtest.h>

#include "lint/capture/distinguished_name.h"

namespace farmlint {
namespace {

TEST(Certificate, NamesCoverThemselvesAndOneLabel) {
  struct Case {
    std::string name;
    std::string host;
    bool covers;
  };
  for (const Case& c : std::vector<Case>{{"www.contoso.com", "www.contoso.com", true},
                                         {"www.contoso.com", "contoso.com", false},
                                         {"contoso.com", "www.contoso.com", false},
                                         {"*.contoso.com", "www.contoso.com", true},
                                         {"*.contoso.com", "contoso.com", false},
                                         {"*.contoso.com", "a.b.contoso.com", false},
                                         {"*.contoso.com", ".contoso.com", false},
                                         {"*.contoso.com", "*.contoso.com", true},
                                         {"*.contoso.com", "*.b.contoso.com", false},
                                         {"*.com", "*.contoso.com", false},
                                         {"*.contoso.com", "www.contoso.org", false},
                                         {"*.contoso.com", "wwwcontoso.com", false},
                                         {"*", "www", false},
                                         {"w*.contoso.com", "www.contoso.com", false},
                                         {"*.contoso.com", "", false},
                                         {"*.contoso.com", "contoso", false}})
    EXPECT_EQ(name_covers(c.name, c.host), c.covers) << c.name << " " << c.host;
}

TEST(Certificate, SaysUnknownWhereItDoesNotKnow) {
  Certificate certificate;
  EXPECT_EQ(covers(certificate, "www.contoso.com"), Verdict::Unknown);
  EXPECT_EQ(covers(certificate, "10.0.0.1"), Verdict::Unknown);
  certificate.names = {"10.0.0.1", "www.contoso.com"};
  certificate.names_known = true;
  EXPECT_EQ(covers(certificate, "www.contoso.com"), Verdict::Yes);
  EXPECT_EQ(covers(certificate, "shop.contoso.com"), Verdict::No);
  // An address in a name is no address of the certificate.
  EXPECT_EQ(covers(certificate, "10.0.0.1"), Verdict::Unknown);
  certificate.addresses_known = true;
  certificate.addresses = {parse_ip("2001:db8::10").value()};
  EXPECT_EQ(covers(certificate, "10.0.0.1"), Verdict::No);
  EXPECT_EQ(covers(certificate, "[2001:db8:0::10]"), Verdict::Yes);
  EXPECT_EQ(covers(certificate, "*.contoso.com"), Verdict::No);
}

TEST(Certificate, ShowsTheBeginningOfItsThumbprint) {
  EXPECT_EQ(short_thumbprint("5e1c2d3f00112233445566778899aabbccddeeff"), "5E1C2D3F…");
  EXPECT_EQ(short_thumbprint("5e1c2d3f"), "5E1C2D3F");
  EXPECT_EQ(short_thumbprint(""), "");
  Certificate certificate;
  certificate.thumbprint = "5e1c2d3f00";
  EXPECT_EQ(certificate.label(), "5E1C2D3F…");
  EXPECT_FALSE(certificate.self_signed());
  certificate.subject = certificate.issuer = "CN=www.contoso.com";
  EXPECT_EQ(certificate.label(), "CN=www.contoso.com, 5E1C2D3F…");
  EXPECT_TRUE(certificate.self_signed());
}

TEST(DistinguishedName, HasACommonNameAnywhere) {
  struct Case {
    std::string subject;
    std::optional<std::string> name;
  };
  for (const Case& c : std::vector<Case>{{"CN=www.contoso.com", "www.contoso.com"},
                                         {"cn = www.contoso.com , O=Contoso", "www.contoso.com"},
                                         {"O=Contoso, CN=www.contoso.com, C=US", "www.contoso.com"},
                                         {"O=\"Contoso, CN=fake\", CN=www", "www"},
                                         {"O=\"a \"\"b\"\", CN=fake\", CN=www", "www"},
                                         {"O=\"C:\\\", CN=www", "www"},
                                         {"O=Contoso\\, CN\\=fake\\+x, CN=www", "www"},
                                         {"OU=Web + CN=www + L=Redmond, O=Contoso", "www"},
                                         {"O=Contoso;CN=www", "www"},
                                         {"CN=\"Contoso, Ltd.\"", "Contoso, Ltd."},
                                         {"CN=\"say \"\"hello\"\"\", O=x", "say \"hello\""},
                                         {"CN=a\\, b\\\\, O=x", "a, b\\"},
                                         {"CN=DOMAIN\\user", "DOMAIN\\user"},
                                         {"CN=first, CN=second", "first"},
                                         {"CN=, CN=second", "second"},
                                         {"OID.2.5.4.3=www", "www"},
                                         {"CN=\"open", "open"},
                                         {"CN=back\\", "back\\"},
                                         {"CN=a=b", "a=b"},
                                         {"XCN=www", std::nullopt},
                                         {"O=CN", std::nullopt},
                                         {"www.contoso.com", std::nullopt},
                                         {"", std::nullopt},
                                         {",,+;=\"", std::nullopt}})
    EXPECT_EQ(common_name(c.subject), c.name) << c.subject;
}

TEST(DistinguishedName, QuotesWhatWindowsQuotes) {
  for (const auto& [value, expected] :
       std::vector<std::pair<std::string, std::string>>{{"Contoso", "Contoso"},
                                                        {"Contoso Ltd.", "Contoso Ltd."},
                                                        {"Contoso, Ltd.", "\"Contoso, Ltd.\""},
                                                        {"a \"b\"", "\"a \"\"b\"\"\""},
                                                        {"", "\"\""},
                                                        {" a", "\" a\""},
                                                        {"a ", "\"a \""},
                                                        {"a\\b", "a\\b"},
                                                        {"a+b", "\"a+b\""},
                                                        {"#1", "\"#1\""}}) {
    EXPECT_EQ(name_value(value), expected);
    EXPECT_EQ(common_name("O=x, CN=" + name_value(value)).value_or(""), value);
  }
}

TEST(Certificate, LearnsFromAnotherDescriptionWhatItDoesNotTell) {
  Certificate inventory;
  inventory.subject = "CN=www.contoso.com";
  inventory.names = {"www.contoso.com"};
  inventory.names_known = true;
  inventory.serial = "01";
  Certificate file;
  file.subject = file.issuer = "CN=www.contoso.com, O=Contoso";
  file.serial = "02";
  file.names = {"www.contoso.com", "contoso.com"};
  file.names_known = file.addresses_known = true;
  file.rsa_bits = 1024;

  Certificate both = inventory;
  complete(both, file);
  EXPECT_EQ(both.serial, "01");
  EXPECT_EQ(both.rsa_bits, 1024U);
  // A file tells names better than an inventory.
  EXPECT_EQ(both.names, file.names);
  EXPECT_TRUE(both.addresses_known);
  // Subject and issuer are compared, so both are of one description.
  EXPECT_TRUE(both.self_signed());

  complete(file, inventory);
  EXPECT_EQ(file.names.size(), 2U);
  EXPECT_EQ(file.serial, "02");
}

}  // namespace
}  // namespace farmlint
