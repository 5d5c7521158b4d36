#include "api/documentation/Documentation.hpp"
#include "api/test/SampleFixture.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>

namespace jim::api {
namespace {

using operation::Field;
using operation::parseFields;
using testing::HasSubstr;

/// Whoever writes a name wrong is told the names there are, wherever the interface takes names.
class EnumTests : public SampleFixture {
protected:
    EnumTests() {
        rule_ = makeRule("People");
        const auto made =
            post(fmt::format("/synchronisation/sync-rules/{}/mappings", rule_),
                 fmt::format(R"({{"targetMetaverseAttributeId":{},"sources":[)"
                             R"({{"order":0,"connectedSystemAttributeId":{}}}]}})",
                             metaverseAttribute("Display Name"), systemAttribute("name")));
        mapping_ = made.integer("id");
        run_ = base::toText(makeRun().id);
        post(concrete(
                 "/synchronisation/connected-systems/{cs:int}/run-profiles/{rp:int}/alert-rules"),
             R"({"name":"Stuck","condition":"Stall","threshold":60})");
    }

    /// The path of a route with ids of what there is.
    std::string concrete(std::string_view path) const {
        const std::map<std::string_view, std::string> values = {
            {"cs:int", std::to_string(system_.id)},
            {"ot:int", std::to_string(system_.objectTypes.front().id)},
            {"attr:int", std::to_string(systemAttribute("name"))},
            {"rp:int", std::to_string(profile_.id)},
            {"mapping:int", std::to_string(mapping_)},
            {"id:guid", run_},
        };
        std::string out;
        while (true) {
            const auto open = path.find('{');
            out += path.substr(0, open);
            if (open == std::string_view::npos) return out;
            const auto close = path.find('}', open);
            const auto name = path.substr(open + 1, close - open - 1);
            const auto at = values.find(name);
            out += at != values.end()             ? at->second
                   : out.ends_with("sync-rules/") ? std::to_string(rule_)
                                                  : "1";
            path.remove_prefix(close + 1);
        }
    }

    static void expectNames(const Answer& answer, const Field& field, const std::string& label) {
        EXPECT_EQ(answer.status, 400) << label;
        for (const auto& known : documentation::enumSchemas()) {
            if ("E:" + std::string{known.name} != field.type) continue;
            for (const auto member : known.members)
                if (member != "NotSet")
                    EXPECT_THAT(answer.at("validationErrors").serialised(), HasSubstr(member))
                        << label;
        }
    }

    std::int64_t rule_ = 0;
    std::int64_t mapping_ = 0;
    std::string run_;
};

TEST_F(EnumTests, AWrongNameIsAnsweredWithTheNamesThereAre) {
    int found = 0;
    for (const auto& route : allRoutes()) {
        const auto path = concrete(route.path);
        for (const auto& field : parseFields(route.query)) {
            if (!field.type.starts_with("E:")) continue;
            ++found;
            const auto target = fmt::format("{}?{}=wrong", path, field.name);
            expectNames(send(route.method, target), field, target);
        }
        for (const auto& field : parseFields(route.body)) {
            if (!field.type.starts_with("E:")) continue;
            ++found;
            const auto* wrong = field.array ? R"(["wrong"])" : R"("wrong")";
            const auto body = fmt::format(R"({{"{}":{}}})", field.name, wrong);
            expectNames(send(route.method, path, body), field, path + " " + body);
        }
    }
    EXPECT_GT(found, 25);
}

TEST_F(EnumTests, WhatIsDoneToValuesIsSeveralNames) {
    const auto answer = send(
        Method::Patch, fmt::format("/synchronisation/sync-rules/{}/mappings/{}", rule_, mapping_),
        R"({"inboundValueProcessing":"TrimWhitespace, Wrong"})");
    EXPECT_EQ(answer.text("validationErrors.inboundValueProcessing.0"),
              "This is None, or some of these with commas between: TreatWhitespaceAsNoValue, "
              "TrimWhitespace, CollapseInternalWhitespace.");
}

}  // namespace
}  // namespace jim::api
