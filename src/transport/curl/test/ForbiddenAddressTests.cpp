#include "transport/curl/ForbiddenAddress.hpp"
#include "transport/curl/Poster.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>

#include <cstring>

namespace jim::transport::curl {
namespace {

using namespace std::chrono_literals;

sockaddr_storage addressOf(const std::string& text) {
    sockaddr_storage address{};
    sockaddr_in v4{};
    sockaddr_in6 v6{};
    v4.sin_family = AF_INET;
    v6.sin6_family = AF_INET6;
    if (::inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1)
        std::memcpy(&address, &v4, sizeof v4);
    else if (::inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1)
        std::memcpy(&address, &v6, sizeof v6);
    else
        ADD_FAILURE() << text;
    return address;
}

bool isForbiddenText(const std::string& text) {
    const auto address = addressOf(text);
    const auto& plain = reinterpret_cast<const sockaddr&>(address);
    EXPECT_EQ(shownAddress(plain), text);
    return isForbidden(plain);
}

TEST(ForbiddenAddressTests, LinkLocalOnesAndThoseOfClouds) {
    for (const auto* bad :
         {"169.254.169.254", "169.254.0.1", "169.254.170.2", "168.63.129.16", "100.100.100.200",
          "fe80::1", "febf::1", "fd00:ec2::254", "::ffff:169.254.169.254", "::ffff:100.100.100.200",
          "64:ff9b::a9fe:a9fe"})
        EXPECT_TRUE(isForbiddenText(bad)) << bad;
}

TEST(ForbiddenAddressTests, NotTheOwnNetworkAndThisMachine) {
    for (const auto* good :
         {"127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.9", "169.253.1.1", "100.100.100.201",
          "203.0.113.7", "::1", "fd00:1::2", "2001:db8::1", "::ffff:10.1.2.3", "fec0::1"})
        EXPECT_FALSE(isForbiddenText(good)) << good;
}

/// Nothing leaves this machine: the socket is not even made.
TEST(ForbiddenAddressTests, AreNotCalled) {
    for (const auto* url : {"http://169.254.169.254/latest/meta-data", "http://0xa9fea9fe/",
                            "http://[::ffff:169.254.169.254]/", "https://[fd00:ec2::254]/"}) {
        Poster poster;
        poster.start({7, url, {}, "{}"});
        std::vector<PostAnswer> answers;
        while (answers.empty()) answers = poster.wait(10s);
        ASSERT_FALSE(answers.front().status) << url;
        EXPECT_THAT(answers.front().status.error().message,
                    testing::HasSubstr("nothing is sent there"))
            << url;
    }
}

}  // namespace
}  // namespace jim::transport::curl
