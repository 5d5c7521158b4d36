#include "connectors/csv/impl/FileSettings.hpp"

#include "connectors/csv/impl/Culture.hpp"
#include "connectors/csv/impl/InputFile.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace jim::connectors::csv::impl {
namespace {

using connected_system::ConnectorDefinition;
using connected_system::EffectiveSettings;
using connected_system::RequiredGroupCardinality;
using connected_system::SettingCategory;
using connected_system::SettingDefinition;
using connected_system::SettingType;
using Problems = std::map<std::string, std::vector<std::string>>;

constexpr std::size_t kMaxPath = 4096;

SettingDefinition text(std::int32_t id, std::string name, std::string description,
                       std::optional<std::string> standard = std::nullopt) {
    SettingDefinition setting;
    setting.id = id;
    setting.name = std::move(name);
    setting.description = std::move(description);
    setting.defaultText = std::move(standard);
    return setting;
}

SettingDefinition choice(SettingDefinition setting, std::vector<std::string> choices) {
    setting.type = SettingType::DropDown;
    setting.choices = std::move(choices);
    return setting;
}

SettingDefinition required(SettingDefinition setting) {
    setting.required = true;
    return setting;
}

SettingDefinition ofTypeGroup(SettingDefinition setting) {
    setting.requiredGroup = "Object Type";
    setting.requiredGroupCardinality = RequiredGroupCardinality::ExactlyOne;
    return setting;
}

SettingDefinition filePath() {
    auto setting = required(text(1, "File Path",
                                 "Where the file is, as the server sees it: an absolute path. A "
                                 "run profile can name another one for imports."));
    setting.type = SettingType::File;
    return setting;
}

SettingDefinition stopOnFirstError() {
    auto setting = text(5, "Stop On First Error",
                        "End an import at its first bad row, with nothing imported, instead of "
                        "reporting the row and going on.");
    setting.category = SettingCategory::Import;
    setting.type = SettingType::CheckBox;
    return setting;
}

std::vector<SettingDefinition> settings() {
    return {
        filePath(),
        required(choice(text(2, "Mode", "What the file is used for.", "Import Only"),
                        {"Import Only", "Export Only", "Bidirectional"})),
        ofTypeGroup(text(3, "Object Type Column",
                         "The column that says of which object type each row is.")),
        ofTypeGroup(text(4, "Object Type", "The object type of all rows.")),
        stopOnFirstError(),
        text(6, "Delimiter", "The character between two columns; \\t is a tab.", ","),
        text(7, "Culture",
             "Whose decimal sign the file uses, for example de-DE; empty is the point. Dates are "
             "ISO 8601 in every culture."),
        text(8, "Multi-Value Delimiter",
             "The character between two values of one cell; empty never splits.", "|"),
        choice(text(9, "Encoding",
                    "How the characters are stored. A byte order mark in the file decides; "
                    "Automatic is UTF-8 where there is none. Files to export to are UTF-8.",
                    "Automatic"),
               {"Automatic", "UTF-8", "UTF-16", "windows-1250", "windows-1251", "windows-1252",
                "windows-1253", "windows-1254", "windows-1257", "ISO-8859-1", "ISO-8859-2",
                "ISO-8859-15", "Shift_JIS", "EUC-JP", "EUC-KR", "GB18030", "Big5"}),
    };
}

ConnectorDefinition define() {
    ConnectorDefinition definition;
    definition.id = 1;
    definition.name = "JIM File Connector";
    definition.description =
        "Imports from and exports to delimited text files (CSV), streaming files of any size.";
    definition.version = "1.0";
    auto& can = definition.capabilities;
    can.fullImport = can.exporting = can.userSelectedExternalId = true;
    can.userSelectedAttributeTypes = can.autoConfirmExport = can.filePaths = true;
    definition.settings = settings();
    return definition;
}

/// The one character that a delimiter setting stands for.
std::optional<char> delimiterOf(std::string_view text) {
    if (text == "\\t") return '\t';
    if (text.size() != 1) return std::nullopt;
    const char c = text.front();
    const bool usable = c == '\t' || (c >= ' ' && c <= '~' && c != '"');
    return usable ? std::optional{c} : std::nullopt;
}

class Reading {
public:
    explicit Reading(const connected_system::SettingValues& values)
        : settings_(fileDefinition().settings, values),
          problems_(connected_system::validateSettings(fileDefinition().settings, values)) {}

    FileSettings read() {
        FileSettings known;
        known.path = settings_.text("File Path");
        known.mode = settings_.text("Mode");
        known.objectTypeColumn = settings_.text("Object Type Column");
        known.objectType = settings_.text("Object Type");
        known.stopOnFirstError = settings_.checkbox("Stop On First Error");
        known.encoding = settings_.text("Encoding");
        readDelimiters(known);
        readCulture(known);
        if (!known.path.empty() && (known.path.front() != '/' || known.path.size() > kMaxPath ||
                                    known.path.find('\0') != std::string::npos))
            problem("File Path", "Give an absolute path, for example /data/people.csv.");
        if (known.exports() && known.encoding != "Automatic" && known.encoding != "UTF-8")
            problem("Encoding", "Files to export to are UTF-8: choose Automatic or UTF-8.");
        return known;
    }

    [[nodiscard]] Problems& problems() { return problems_; }

private:
    void problem(const std::string& setting, std::string text) {
        problems_[setting].push_back(std::move(text));
    }

    void readDelimiters(FileSettings& known) {
        const auto delimiter = delimiterOf(settings_.text("Delimiter"));
        if (!delimiter)
            problem("Delimiter", "Give one ASCII character other than a quote, or \\t.");
        known.delimiter = delimiter.value_or(',');
        const std::string text = settings_.text("Multi-Value Delimiter");
        const auto multi = text.empty() ? std::optional{'\0'} : delimiterOf(text);
        if (!multi)
            problem("Multi-Value Delimiter",
                    "Give one ASCII character other than a quote, or \\t, or nothing.");
        else if (*multi == known.delimiter)
            problem("Multi-Value Delimiter", "Give another character than that of Delimiter.");
        known.multiValueDelimiter = multi.value_or('|');
    }

    void readCulture(FileSettings& known) {
        const std::string culture = settings_.text("Culture");
        const auto point = decimalPointOf(culture);
        if (!point)
            problem("Culture", "Give the name of a culture, for example de-DE, or nothing.");
        known.decimalPoint = point.value_or('.');
    }

    EffectiveSettings settings_;
    Problems problems_;
};

/// What keeps a new file from being written at `path`; empty when nothing does.
std::string creationProblem(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return "This is a directory; name a file.";
    auto folder = path.parent_path();
    while (!std::filesystem::exists(folder, error) && folder.has_relative_path())
        folder = folder.parent_path();
    if (!std::filesystem::is_directory(folder, error))
        return fmt::format("'{}' is not a directory.", folder.string());
    if (::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) != 0)
        return fmt::format("The server may not write in the directory '{}'.", folder.string());
    return {};
}

}  // namespace

const ConnectorDefinition& fileDefinition() {
    static const ConnectorDefinition definition = define();
    return definition;
}

base::Result<FileSettings> readSettings(const connected_system::SettingValues& values) {
    Reading reading{values};
    FileSettings known = reading.read();
    if (reading.problems().empty()) return known;
    base::Error error = base::invalidInput("", "");
    error.fields = std::move(reading.problems());
    const auto& [name, problems] = *error.fields.begin();
    error.message = fmt::format("The setting '{}' is not usable: {}", name, problems.front());
    return base::fail(std::move(error));
}

Problems validateFile(const connected_system::SettingValues& values) {
    Reading reading{values};
    const FileSettings known = reading.read();
    Problems problems = std::move(reading.problems());
    if (known.path.empty() || problems.contains("File Path")) return problems;
    if (known.imports()) {
        if (const auto file = InputFile::open(known.path); !file)
            problems["File Path"].push_back(file.error().message);
    } else if (auto problem = creationProblem(known.path); !problem.empty()) {
        problems["File Path"].push_back(std::move(problem));
    }
    return problems;
}

}  // namespace jim::connectors::csv::impl
