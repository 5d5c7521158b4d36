#include "transport/http/Target.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace jim::transport::http {

namespace {

TEST(Target, splits_paths_into_decoded_segments) {
    using Segments = std::vector<std::string>;
    EXPECT_EQ(pathSegments("/"), Segments{});
    EXPECT_EQ(pathSegments("/a"), Segments{"a"});
    EXPECT_EQ(pathSegments("/a/b/"), (Segments{"a", "b"}));
    EXPECT_EQ(pathSegments("/a//b"), (Segments{"a", "", "b"}));
    EXPECT_EQ(pathSegments("/a//"), (Segments{"a", ""}));
    EXPECT_EQ(pathSegments("/a%2Fb/+"), (Segments{"a/b", "+"}));
}

TEST(Target, takes_the_authority_off_the_absolute_form) {
    const auto target = parseTarget("HTTP://a:1/b?c=d=e&&f");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->authority, "a:1");
    EXPECT_EQ(target->path, "/b");
    const std::vector<std::pair<std::string, std::string>> query{{"c", "d=e"}, {"f", ""}};
    EXPECT_EQ(target->query, query);
    EXPECT_FALSE(parseTarget("https://a/"));
    EXPECT_FALSE(parseTarget("http:///a"));
    EXPECT_FALSE(parseTarget(""));
}

TEST(Target, knows_the_host_of_an_authority) {
    EXPECT_EQ(hostOf("Name.Example:80"), "name.example");
    EXPECT_EQ(hostOf("[FE80::1]:80"), "fe80::1");
    EXPECT_EQ(hostOf("[::1]"), "::1");
    for (const auto* wrong : {"", ":80", "a:b", "a b", "[::1", "[::1]x", "a/b", "u@h"})
        EXPECT_FALSE(hostOf(wrong)) << wrong;
}

RC_GTEST_PROP(Target, decodes_what_it_encoded, ()) {
    const std::string text = *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
    RC_ASSERT(percentDecode(percentEncode(text), PlusSign::Space) == text);
}

RC_GTEST_PROP(Target, survives_any_text, (const std::string& text)) {
    (void)parseTarget(text);
    (void)parseTarget("/" + text);
    (void)pathSegments(text);
    (void)hostOf(text);
}

}  // namespace

}  // namespace jim::transport::http
