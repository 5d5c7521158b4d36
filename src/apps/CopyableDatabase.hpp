#pragma once

#include "foundation/base/Clock.hpp"
#include "foundation/config/Settings.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace jim::apps {

/// A value as every kind of database keeps it.
struct TableValue {
    enum class Kind : std::uint8_t { Null, Integer, Text, Bytes };
    Kind kind = Kind::Null;
    std::int64_t number = 0;
    std::string bytes;  ///< Of a text too.
};
using TableRow = std::vector<TableValue>;

/// A database as tables of rows, whatever keeps it. Used by one thread.
class CopyableDatabase {
public:
    virtual ~CopyableDatabase() = default;

    /// For people; without secrets.
    [[nodiscard]] virtual std::string name() const = 0;

    /// Its tables, those that others refer to first; and the columns of one.
    [[nodiscard]] virtual base::Result<std::vector<std::string>> tables() = 0;
    [[nodiscard]] virtual base::Result<std::vector<std::string>> columns(
        const std::string& table) = 0;

    /// `work` sees one moment of the database; or changes it as a whole or not at all.
    [[nodiscard]] virtual base::Status snapshot(const std::function<base::Status()>& work) = 0;
    [[nodiscard]] virtual base::Status change(const std::function<base::Status()>& work) = 0;

    /// Every row, in any order. `visit` must not use this database.
    [[nodiscard]] virtual base::Status read(const std::string& table,
                                            const std::function<void(TableRow&)>& visit) = 0;
    [[nodiscard]] virtual base::Status append(const std::string& table,
                                              std::span<const TableRow> rows) = 0;
    [[nodiscard]] virtual base::Status clear(const std::string& table) = 0;

    /// The highest number that a table has given to a row; 0 where it gives none. New rows of the
    /// other database get later ones.
    [[nodiscard]] virtual base::Result<std::int64_t> lastNumber(const std::string& table) = 0;
    [[nodiscard]] virtual base::Status continueAfter(const std::string& table,
                                                     std::int64_t number) = 0;

    /// After many rows have come: what the planner goes by is as it is now.
    [[nodiscard]] virtual base::Status analyse() = 0;

    /// The number that a statement gives which both kinds of databases understand.
    [[nodiscard]] virtual base::Result<std::int64_t> integer(const std::string& sql) = 0;
};

enum class DatabaseUse : std::uint8_t {
    Alone,         ///< As it stands; a file that a server uses is refused.
    BesideOthers,  ///< Read only, while others may go on using it.
    Target,        ///< Made when it is missing; nobody else may use it.
};

/// The one that the settings name, of the current version. Errors are one clear line.
[[nodiscard]] base::Result<std::unique_ptr<CopyableDatabase>> openCopyable(
    const config::Settings& settings, DatabaseUse use, const base::Clock& clock);

}  // namespace jim::apps
