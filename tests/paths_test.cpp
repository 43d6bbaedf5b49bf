#include "lint/config/paths.h"

#include <gtest/gtest.h>

#include "lint/config/identity.h"

namespace farmlint {
namespace {

TEST(Paths, AreAbsoluteOrNot) {
  for (const auto* path : {R"(C:\web)", "C:/web", R"(\\fs1\web$)", "//fs1/web",
                           R"(%SystemDrive%\inetpub)", "%X%", R"(\\?\D:\web)"})
    EXPECT_TRUE(is_absolute(path)) << path;
  for (const auto* path : {"", "web", R"(..\web)", "C:", "C:web", R"(\web)", "/var/www", "%",
                           "%%\\x", R"(\\)", R"(\\\x)"})
    EXPECT_FALSE(is_absolute(path)) << path;
}

TEST(Paths, HaveDrivesAndShares) {
  EXPECT_EQ(drive_of("d:\\web"), 'D');
  EXPECT_EQ(drive_of("%SystemDrive%\\web"), 0);
  EXPECT_EQ(drive_of("\\\\d:\\x"), 0);
  EXPECT_EQ(share_of(R"(\\FS1\Web$\shop\)"), R"(\\fs1\web$)");
  EXPECT_EQ(share_of("//fs1/web"), R"(\\fs1\web)");
  EXPECT_EQ(share_of(R"(D:\web)"), "");
  EXPECT_EQ(share_of(R"(\\?\D:\web)"), "");
}

TEST(Paths, ContainFoldersNotPrefixes) {
  const std::string shop = normalized_path(R"(D:\Web\Shop\)");
  EXPECT_TRUE(path_contains(shop, normalized_path("d:/web/shop")));
  EXPECT_TRUE(path_contains(shop, normalized_path(R"(d:\web\shop\api)")));
  EXPECT_FALSE(path_contains(shop, normalized_path(R"(d:\web\shop2)")));
}

TEST(Accounts, AreTakenApart) {
  EXPECT_EQ(read_account(R"(CONTOSO\svc)").domain, "CONTOSO");
  EXPECT_EQ(read_account("svc@contoso.com").domain, "contoso.com");
  EXPECT_TRUE(read_account(R"(.\svc)").of_any_machine());
  EXPECT_TRUE(read_account("svc").of_any_machine());
  EXPECT_FALSE(read_account(R"(CONTOSO\svc)").of_any_machine());
  EXPECT_TRUE(read_account("IUSR").well_known());
  EXPECT_TRUE(read_account(R"(nt authority\network service)").well_known());
  EXPECT_TRUE(read_account(R"(IIS AppPool\Shop)").well_known());
  EXPECT_FALSE(read_account("Support").well_known());
  EXPECT_TRUE(read_account(R"(CONTOSO\gmsa$)").managed());
}

}  // namespace
}  // namespace farmlint
