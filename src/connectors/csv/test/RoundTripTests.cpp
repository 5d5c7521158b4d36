#include "connectors/csv/test/FileFixture.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <iterator>
#include <set>

// What was exported is imported the same, whatever the dialect, the history and the interruptions.
namespace jim::connectors::csv {
namespace {

using schema::AttributeType;
using schema::Plurality;

constexpr std::int32_t kTags = 7;

/// An object as the target should have it: attribute id -> values in canonical bytes.
using Values = std::map<std::int32_t, std::set<std::string>>;
using Objects = std::map<std::string, Values>;

class RoundTripTests : public FileFixture {
public:
    RoundTripTests() {
        attribute("id");
        attribute("text");
        attribute("number", AttributeType::Number);
        attribute("decimal", AttributeType::Decimal);
        attribute("date", AttributeType::DateTime);
        attribute("boss", AttributeType::Reference);
        attribute("tags", AttributeType::Text, Plurality::MultiValued);
    }

    [[nodiscard]] AttributeType typeOf(std::int32_t attribute) const {
        return system_.objectTypes[0].findAttribute(attribute)->type;
    }

    void chooseDialect() {
        set(kDelimiter, *rc::gen::element<std::string>(",", ";", "\\t"));
        set(kCulture, *rc::gen::element<std::string>("", "de-DE"));
        std::filesystem::remove(path());
        objects_.clear();
    }

    /// One export: some objects go, some change, some come.
    void change(bool killedBefore) {
        ExportQueue queue;
        Objects next = objects_;
        std::int64_t id = 1;
        const auto touched = *rc::gen::container<std::set<int>>(rc::gen::inRange(0, 12));
        for (const int number : touched) {
            const std::string name = "id " + std::to_string(number);
            const bool exists = objects_.contains(name);
            const bool leaves = exists && *rc::gen::arbitrary<bool>();
            const auto operation = leaves   ? ExportOperation::Delete
                                   : exists ? ExportOperation::Update
                                            : ExportOperation::Create;
            ExportObject object{{id++, operation, 1, name}, {}};
            if (leaves)
                next.erase(name);
            else
                fill(object, next[name]);
            queue.add(std::move(object));
        }
        for (int i = 0; i < (killedBefore ? 2 : 1); ++i) {
            RC_ASSERT(connector_.write({system_}, queue, queue, progress_, {}).has_value());
            RC_ASSERT(queue.problems.empty());
        }
        RC_ASSERT(queue.done.size() == touched.size() * (killedBefore ? 2U : 1U));
        objects_ = std::move(next);
    }

    void expectTheSame() {
        sink_ = {};
        if (!std::filesystem::exists(path())) return;
        const auto summary = import();
        RC_ASSERT(summary.has_value());
        RC_ASSERT(sink_.errors.empty());
        std::map<std::string, std::map<std::int32_t, std::vector<std::string>>> expected;
        for (const auto& [name, values] : objects_)
            for (const auto& [attribute, bytes] : values)
                for (const auto& value : bytes)
                    expected[name][attribute].push_back(
                        schema::displayText(typeOf(attribute), value));
        RC_ASSERT(sink_.objects.size() == expected.size());
        for (const auto& object : sink_.objects) {
            auto values = object.values;
            values.insert(object.references.begin(), object.references.end());
            RC_ASSERT(values == expected[object.externalId]);
        }
    }

private:
    void fill(ExportObject& object, Values& values) {
        values[1] = {object.key.externalId};
        for (std::int32_t attribute = 1; attribute <= kTags; ++attribute) {
            const bool update = object.key.operation == ExportOperation::Update;
            if (attribute > 1 && update && *rc::gen::arbitrary<bool>()) continue;
            if (attribute > 1) values[attribute] = anyValues(attribute);
            ExportAttribute exported;
            exported.id = attribute;
            exported.type = typeOf(attribute);
            std::ranges::copy(values[attribute], std::back_inserter(exported.values));
            object.attributes.push_back(std::move(exported));
        }
    }

    [[nodiscard]] std::set<std::string> anyValues(std::int32_t attribute) const {
        std::set<std::string> values;
        const int count = *rc::gen::inRange(0, attribute == kTags ? 4 : 2);
        for (int i = 0; i < count; ++i) {
            const auto bytes = schema::parseValue(typeOf(attribute), anyText(typeOf(attribute)));
            RC_ASSERT(bytes.has_value());
            values.insert(bytes->bytes);
        }
        return values;
    }

    [[nodiscard]] static std::string anyText(AttributeType type) {
        if (type == AttributeType::Number) return std::to_string(*rc::gen::arbitrary<int>());
        if (type == AttributeType::Decimal)
            return std::to_string(*rc::gen::arbitrary<int>()) + "." +
                   std::to_string(*rc::gen::inRange(0, 999));
        if (type == AttributeType::DateTime)
            return base::toIso({*rc::gen::inRange<std::int64_t>(-5'000'000'000, 5'000'000'000)});
        return *rc::gen::nonEmpty(rc::gen::container<std::string>(
                   rc::gen::element('a', 'b', ' ', ',', ';', '"', '\n', '\r', '\t'))) +
               "é";
    }

    Objects objects_;
};

TEST_F(RoundTripTests, importsWhatWasExported) {
    EXPECT_TRUE(rc::check([this] {
        chooseDialect();
        const int runs = *rc::gen::inRange(1, 4);
        for (int run = 0; run < runs; ++run) {
            change(*rc::gen::arbitrary<bool>());
            expectTheSame();
        }
    }));
}

}  // namespace
}  // namespace jim::connectors::csv
