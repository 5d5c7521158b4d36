#include "apps/DatabaseCopy.hpp"

#include "identity/schema/Document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <ranges>

namespace jim::apps {
namespace {

constexpr std::size_t kRowsAtOnce = 1'000;
constexpr std::size_t kBytesAtOnce = 8U << 20U;

/// In a form of its own in each kind of database, and made again when it is missing.
constexpr std::array<std::string_view, 2> kDerived{"mvo_key", "mvo_keyed"};

bool isDerived(std::string_view table) {
    return std::ranges::find(kDerived, table) != kDerived.end();
}

/// The sum of the rows' hashes: equal for equal rows, whatever their order.
class Digest {
public:
    void add(const TableRow& row) {
        bytes_.clear();
        for (const TableValue& value : row) {
            bytes_ += static_cast<char>(value.kind);
            append(value.number);
            append(static_cast<std::int64_t>(value.bytes.size()));
            bytes_ += value.bytes;
        }
        const auto hash = identity::schema::contentHash(bytes_);
        std::array<std::uint64_t, 2> halves{};
        std::memcpy(halves.data(), hash.data(), hash.size());
        low_ += halves[0];
        high_ += halves[1];
        ++rows_;
    }
    [[nodiscard]] std::int64_t rows() const { return rows_; }
    [[nodiscard]] std::string text() const { return fmt::format("{:016x}{:016x}", high_, low_); }

private:
    void append(std::int64_t number) {
        bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
    }

    std::string bytes_;
    std::uint64_t low_ = 0;
    std::uint64_t high_ = 0;
    std::int64_t rows_ = 0;
};

base::Result<CopiedTable> digestOf(CopyableDatabase& database, const std::string& table) {
    Digest digest;
    JIM_TRY(database.read(table, [&](TableRow& row) { digest.add(row); }));
    return CopiedTable{table, digest.rows(), digest.text()};
}

base::Result<CopiedTable> transfer(CopyableDatabase& from, CopyableDatabase& to,
                                   const std::string& table) {
    Digest digest;
    std::vector<TableRow> rows;
    std::size_t bytes = 0;
    base::Status written;
    const auto flush = [&] {
        if (written) written = to.append(table, rows);
        rows.clear();
        bytes = 0;
    };
    JIM_TRY(from.read(table, [&](TableRow& row) {
        digest.add(row);
        for (const TableValue& value : row) bytes += value.bytes.size();
        rows.push_back(row);
        if (rows.size() >= kRowsAtOnce || bytes >= kBytesAtOnce) flush();
    }));
    flush();
    JIM_TRY(written);
    return CopiedTable{table, digest.rows(), digest.text()};
}

base::Status checkEmpty(CopyableDatabase& to) {
    for (const char* table : {"connected_system", "activity", "api_key", "cso", "mvo"}) {
        JIM_ASSIGN(const auto rows, to.integer(fmt::format("SELECT count(*) FROM {}", table)));
        if (rows > 0)
            return base::fail(base::invalidState(
                fmt::format("The database {} has something in it. A copy goes into an empty one; "
                            "nothing was written.",
                            to.name())));
    }
    return {};
}

base::Status checkSameShape(CopyableDatabase& from, CopyableDatabase& to,
                            const std::vector<std::string>& tables) {
    for (const auto& table : tables) {
        JIM_ASSIGN(const auto here, from.columns(table));
        JIM_ASSIGN(const auto there, to.columns(table));
        if (here != there)
            return base::fail(
                base::internal(fmt::format("table {} has other columns in the copy", table)));
    }
    return {};
}

base::Result<CopiedTable> copyTable(CopyableDatabase& from, CopyableDatabase& to,
                                    const std::string& table) {
    JIM_ASSIGN(auto copied, transfer(from, to, table));
    JIM_ASSIGN(const auto number, from.lastNumber(table));
    if (number > 0) JIM_TRY(to.continueAfter(table, number));
    JIM_ASSIGN(const auto found, digestOf(to, table));
    if (found.rows == copied.rows && found.digest == copied.digest) return copied;
    return base::fail(base::invalidState(fmt::format(
        "Table {} came out different: {} rows with digest {} were read, {} with {} were found in "
        "the copy. Nothing was written.",
        table, copied.rows, copied.digest, found.rows, found.digest)));
}

struct Contradiction {
    std::string_view what;
    std::string_view count;
};

constexpr auto kContradictions = std::to_array<Contradiction>({
    {"joins without their object in a connector space",
     "SELECT count(*) FROM cso_join j WHERE NOT EXISTS (SELECT 1 FROM cso c WHERE c.id = "
     "j.cso_id)"},
    {"joins without their metaverse object",
     "SELECT count(*) FROM cso_join j WHERE NOT EXISTS (SELECT 1 FROM mvo m WHERE m.id = "
     "j.mvo_id)"},
    {"references of objects that are not there",
     "SELECT count(*) FROM cso_reference r WHERE NOT EXISTS (SELECT 1 FROM cso c WHERE c.id = "
     "r.cso_id)"},
    {"references to objects that are not there",
     "SELECT count(*) FROM cso_reference r WHERE r.target_cso_id IS NOT NULL AND NOT EXISTS "
     "(SELECT 1 FROM cso c WHERE c.id = r.target_cso_id)"},
    {"metaverse references without one of their ends",
     "SELECT count(*) FROM mvo_reference r WHERE NOT EXISTS (SELECT 1 FROM mvo m WHERE m.id = "
     "r.mvo_id) OR NOT EXISTS (SELECT 1 FROM mvo m WHERE m.id = r.target_mvo_id)"},
    {"match keys without their metaverse object",
     "SELECT count(*) FROM mvo_key k WHERE NOT EXISTS (SELECT 1 FROM mvo m WHERE m.id = "
     "k.mvo_id)"},
    {"pending exports without their object",
     "SELECT count(*) FROM pending_export p WHERE NOT EXISTS (SELECT 1 FROM cso c WHERE c.id = "
     "p.cso_id)"},
    {"pending references without their pending export",
     "SELECT count(*) FROM pending_reference r WHERE NOT EXISTS (SELECT 1 FROM pending_export p "
     "WHERE p.id = r.pending_export_id)"},
    {"objects without their connected system",
     "SELECT count(*) FROM cso c WHERE NOT EXISTS (SELECT 1 FROM connected_system s WHERE s.id = "
     "c.system_id)"},
    {"execution items without their activity",
     "SELECT count(*) FROM execution_item i WHERE NOT EXISTS (SELECT 1 FROM activity a WHERE "
     "a.number = i.key >> 32)"},
    {"tasks in the queue without their activity",
     "SELECT count(*) FROM worker_task t WHERE NOT EXISTS (SELECT 1 FROM activity a WHERE a.id = "
     "t.activity_id)"},
    {"runs that are neither ended nor in the queue",
     "SELECT count(*) FROM activity a WHERE a.ended IS NULL AND a.run_profile_id IS NOT NULL AND "
     "NOT EXISTS (SELECT 1 FROM worker_task t WHERE t.activity_id = a.id)"},
});

}  // namespace

base::Result<std::vector<CopiedTable>> copyDatabase(CopyableDatabase& from, CopyableDatabase& to) {
    JIM_ASSIGN(const auto all, from.tables());
    JIM_TRY(checkSameShape(from, to, all));
    std::vector<CopiedTable> copied;
    JIM_TRY(from.snapshot([&] {
        return to.change([&]() -> base::Status {
            JIM_TRY(checkEmpty(to));
            // What a new database begins with goes, and those that refer to others go first.
            for (const auto& table : std::views::reverse(all)) JIM_TRY(to.clear(table));
            for (const auto& table : all) {
                if (isDerived(table)) continue;
                JIM_ASSIGN(auto one, copyTable(from, to, table));
                copied.push_back(std::move(one));
            }
            return {};
        });
    }));
    JIM_TRY(to.analyse());
    return copied;
}

base::Result<std::vector<std::string>> contradictionsIn(CopyableDatabase& database) {
    std::vector<std::string> found;
    JIM_TRY(database.snapshot([&]() -> base::Status {
        for (const auto& [what, count] : kContradictions) {
            JIM_ASSIGN(const auto number, database.integer(std::string{count}));
            if (number > 0) found.push_back(fmt::format("{} {}", number, what));
        }
        return {};
    }));
    return found;
}

}  // namespace jim::apps
