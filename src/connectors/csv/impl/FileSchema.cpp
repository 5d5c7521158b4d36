#include "connectors/csv/impl/FileSchema.hpp"

#include "foundation/base/EnumText.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace jim::connectors::csv::impl {
namespace {

constexpr std::int64_t kFirstRows = 1000;
constexpr std::int64_t kLaterRows = 250;
constexpr std::int64_t kParts = 4;
constexpr std::int64_t kTail = 64 << 10;
constexpr std::size_t kMaxTypes = 64;
constexpr std::size_t kMaxTypeName = 200;
constexpr std::int64_t kToleratedShare = 100;

/// How much a name speaks for an external id; smaller is better.
int identityRank(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z')
            plain += static_cast<char>(c + ('a' - 'A'));
        else if (c != ' ' && c != '_' && c != '-')
            plain += c;
    }
    constexpr std::array<std::string_view, 10> kBest = {
        "id",         "employeeid", "personid", "userid",  "objectid",
        "externalid", "groupid",    "uid",      "staffid", "accountid"};
    if (std::ranges::find(kBest, plain) != kBest.end()) return 0;
    if (plain.ends_with("id") || plain.ends_with("key")) return 1;
    if (plain.ends_with("number") || plain.ends_with("code") || plain == "accountname" ||
        plain == "username" || plain == "login")
        return 2;
    return 3;
}

bool canIdentify(const DiscoveredAttribute& attribute) {
    using schema::AttributeType;
    const bool type =
        attribute.type == AttributeType::Text || attribute.type == AttributeType::Number ||
        attribute.type == AttributeType::LongNumber || attribute.type == AttributeType::Guid;
    return type && attribute.plurality == schema::Plurality::SingleValued;
}

/// Samples further on, where rows may begin anywhere: what does not fit the header is left out.
/// `covered` is where the first sample ended, so that no row is looked at twice.
base::Status sampleLater(const FileSettings& settings, TextFile& text, std::int64_t covered,
                         SchemaReader& schema, const base::StopToken& stop) {
    const std::int64_t size = text.file->size();
    for (std::int64_t part = 1; part <= kParts; ++part) {
        const std::int64_t at = part < kParts ? size / kParts * part : size - kTail;
        if (at < covered) continue;
        JIM_TRY(text.file->seek(at));
        RecordReader reader{text.bytes(), settings.delimiter};
        JIM_ASSIGN([[maybe_unused]] const Record* partial, reader.next());
        JIM_TRY(schema.sample(reader, kLaterRows, stop));
        covered = at + reader.consumed();
    }
    return {};
}

}  // namespace

base::Status SchemaReader::sample(RecordReader& reader, std::int64_t rows,
                                  const base::StopToken& stop) {
    if (!settings_.objectTypeColumn.empty() && !typeColumn_) {
        JIM_ASSIGN(typeColumn_,
                   header_.require(settings_.objectTypeColumn, "the 'Object Type Column'"));
    }
    for (std::int64_t row = 0; row < rows; ++row) {
        if (stop.stop_requested()) return base::fail(base::cancelled());
        JIM_ASSIGN(const Record* record, reader.next());
        if (record == nullptr) break;
        add(*record);
    }
    return {};
}

void SchemaReader::add(const Record& record) {
    if (record.fault != RowFault::None || record.cells.size() != header_.size()) {
        if (!forgiving_) ++passedOver_;
        return;
    }
    const std::string_view name =
        typeColumn_ ? trimmed(record.cells[*typeColumn_]) : std::string_view{settings_.objectType};
    if (name.empty() || name.size() > kMaxTypeName) return;
    auto at = std::ranges::find_if(
        types_, [&](const auto& entry) { return base::equalsIgnoringCase(entry.first, name); });
    if (at == types_.end()) {
        if (types_.size() == kMaxTypes) {
            tooManyTypes_ = true;
            return;
        }
        at = types_.emplace(name, TypeSample{0, std::vector<ColumnSample>(header_.size())}).first;
    }
    ++at->second.rows;
    const CellFormat format{settings_.delimiter, settings_.multiValueDelimiter,
                            settings_.decimalPoint};
    for (std::size_t i = 0; i < record.cells.size(); ++i)
        at->second.columns[i].add(record.cells[i], format);
}

base::Result<DiscoveredSchema> SchemaReader::finish() {
    if (!typeColumn_ && types_.empty())
        types_.emplace(settings_.objectType,
                       TypeSample{0, std::vector<ColumnSample>(header_.size())});
    warnOfDelimiter();
    for (const auto& [name, sample] : types_) describe(name, sample);
    auto& warnings = schema_.warnings;
    if (types_.empty())
        warnings.push_back(
            fmt::format("No row names its object type in column '{}': no object type was found.",
                        settings_.objectTypeColumn));
    if (tooManyTypes_)
        warnings.push_back(fmt::format(
            "Column '{}' has more than {} different object types; the rest was left out.",
            settings_.objectTypeColumn, kMaxTypes));
    if (passedOver_ > 0)
        warnings.push_back(
            fmt::format("{} damaged rows of the sample were not looked at.", passedOver_));
    return std::move(schema_);
}

void SchemaReader::warnOfDelimiter() {
    constexpr std::size_t kShown = 60;
    if (header_.size() != 1) return;
    const std::string& name = header_.names().front();
    const auto at = name.find_first_of(",;\t|");
    if (at == std::string::npos) return;
    const std::string_view delimiter =
        name[at] == '\t' ? std::string_view{"\\t"} : std::string_view{name}.substr(at, 1);
    schema_.warnings.push_back(
        fmt::format("The file has one column only, named '{}'. If '{}' parts its columns, set "
                    "'Delimiter' to it "
                    "and import the schema again.",
                    name.substr(0, kShown), delimiter));
}

void SchemaReader::describe(const std::string& name, const TypeSample& sample) {
    DiscoveredObjectType type;
    type.name = name;
    for (std::size_t i = 0; i < header_.size(); ++i) {
        if (typeColumn_ == i) continue;
        const ColumnSample& column = sample.columns[i];
        DiscoveredAttribute attribute;
        attribute.name = header_.names()[i];
        attribute.type = column.type();
        attribute.plurality =
            column.multiValued() ? schema::Plurality::MultiValued : schema::Plurality::SingleValued;
        attribute.position = static_cast<std::int32_t>(i);
        if (column.strays() > 0)
            schema_.warnings.push_back(
                fmt::format("Attribute '{}' of '{}' looks like {}, but {} of {} sampled values "
                            "are not; their rows will be reported as errors.",
                            attribute.name, name, schema::toText(attribute.type), column.strays(),
                            column.values()));
        type.attributes.push_back(std::move(attribute));
    }
    suggestExternalId(type, sample);
    schema_.objectTypes.push_back(std::move(type));
}

/// The best name among the columns that tell all rows apart. A good name is forgiven a few bad
/// rows; without rows only names speak.
void SchemaReader::suggestExternalId(DiscoveredObjectType& type, const TypeSample& sample) const {
    DiscoveredAttribute* best = nullptr;
    int bestRank = 4;
    for (auto& attribute : type.attributes) {
        const int rank = identityRank(attribute.name);
        const auto bad =
            sample.columns[static_cast<std::size_t>(attribute.position)].unidentified(sample.rows);
        const bool unique = rank < 2 ? bad * kToleratedShare <= sample.rows : bad == 0;
        if (!unique || !canIdentify(attribute) || rank >= bestRank) continue;
        if (sample.rows == 0 && rank > 1) continue;
        best = &attribute;
        bestRank = rank;
    }
    if (best != nullptr) best->suggestedExternalId = true;
}

base::Result<DiscoveredSchema> discover(const FileSettings& settings, const base::StopToken& stop) {
    JIM_ASSIGN(TextFile text, openText(settings.path, settings.encoding));
    RecordReader reader{text.bytes(), settings.delimiter};
    JIM_ASSIGN(const Header header, Header::read(reader, settings.path));
    SchemaReader schema{settings, header};
    JIM_TRY(schema.sample(reader, kFirstRows, stop));
    schema.forgive();
    const std::int64_t covered = text.markSize + reader.consumed();
    if (!text.transcoder) JIM_TRY(sampleLater(settings, text, covered, schema, stop));
    return schema.finish();
}

}  // namespace jim::connectors::csv::impl
