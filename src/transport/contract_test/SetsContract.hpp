#pragma once

#include "foundation/base/Result.hpp"

#include <gmock/gmock.h>

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace jim::transport::contract_test {

// What every driver does with sets: stores are written against this.

struct Row {
    std::int64_t key = 0;
    std::int64_t place = 0;
    std::string name;
    friend bool operator==(const Row&, const Row&) = default;
};

template <class Connection>
class Sets {
public:
    explicit Sets(Connection& connection) : connection_(connection) {
        check(
            connection_.script("CREATE TABLE sets (id bigint NOT NULL, place integer NOT NULL, "
                               "name text NOT NULL, PRIMARY KEY (id, place))"));
        merge({{1, 1, "a"}, {2, 1, "b"}, {2, 2, "c"}, {9, 1, "d"}});
    }

    void looksUpEachIdOnceInOrder() {
        const std::vector<std::int64_t> ids{9, 2, 5, 2};
        std::vector<Row> found;
        check(lookUp(connection_, "SELECT id, place, name FROM sets WHERE id {} ORDER BY id, place",
                     std::span{ids}, [&](std::int64_t id, const auto& row) -> base::Status {
                         found.push_back({id, row.integer(1), std::string{row.text(2)}});
                         return {};
                     }));
        EXPECT_EQ(found, (std::vector<Row>{{2, 1, "b"}, {2, 2, "c"}, {9, 1, "d"}}));
    }

    /// Ids that lie close together are read as ranges: what lies between them is passed by.
    void looksUpStretchesOfIds() {
        std::vector<Row> given;
        for (std::int64_t id = 100; id < 500; ++id) given.push_back({id, id % 2, "x"});
        for (std::int64_t id = 9'000; id < 9'400; ++id) given.push_back({id, id % 2, "x"});
        merge(given);
        std::vector<std::int64_t> ids;
        std::vector<std::int64_t> expected;
        for (const Row& row : given) {
            if (row.key % 5 == 0) continue;
            ids.push_back(row.key);
            if (row.place == 1) expected.push_back(row.key);
        }
        std::vector<std::int64_t> found;
        const auto take = [&](std::int64_t id, const auto& row) -> base::Status {
            EXPECT_EQ(row.integer(1), 1);
            found.push_back(id);
            return {};
        };
        check(lookUp(connection_,
                     "SELECT id, place FROM sets WHERE id {0} AND place = ?1 ORDER BY id",
                     std::span<const std::int64_t>{ids}, take, 1));
        EXPECT_EQ(found, expected);
    }

    void findsIdsByThePlaceOfWhatIsSought() {
        const std::vector<Row> wanted{{0, 7, ""}, {0, 1, "d"}, {0, 1, "b"}, {0, 1, "d"}};
        std::vector<std::pair<std::size_t, std::int64_t>> found;
        check(findIds(
            connection_, "sets", {"place", "name"}, "id", std::span{wanted},
            [](const Row& row, const auto& bind) { bind(row.place, row.name); },
            [&](std::size_t index, std::int64_t id) { found.emplace_back(index, id); }));
        using testing::Pair;
        EXPECT_THAT(found, testing::ElementsAre(Pair(1, 9), Pair(2, 2), Pair(3, 9)));
    }

    /// Of an owner that has rows some may be there and some not; another has none.
    void mergesByTheKey() {
        merge({{2, 3, "n"}, {1, 1, "z"}, {3, 2, "y"}, {2, 1, "x"}, {3, 1, "y"}});
        EXPECT_EQ(rows(), (std::vector<Row>{{1, 1, "z"},
                                            {2, 1, "x"},
                                            {2, 2, "c"},
                                            {2, 3, "n"},
                                            {3, 1, "y"},
                                            {3, 2, "y"},
                                            {9, 1, "d"}}));
    }

    void leavesWhatIsThereWhereNothingIsToChange() {
        const std::vector<Row> given{{1, 1, "x"}, {3, 1, "y"}, {2, 1, "z"}};
        check(mergeRows(
            connection_, "sets", "id", {"id", "place", "name"}, {}, std::span{given},
            [](const Row& row, const auto& bind) { bind(row.key, row.place, row.name); }));
        EXPECT_EQ(rows(), (std::vector<Row>{
                              {1, 1, "a"}, {2, 1, "b"}, {2, 2, "c"}, {3, 1, "y"}, {9, 1, "d"}}));
    }

    void updatesByTheFirstColumn() {
        const std::vector<Row> given{{1, 0, "x"}, {2, 0, "y"}, {5, 0, "z"}};
        check(updateRows(connection_, "sets", {"id", "name"}, std::span{given},
                         [](const Row& row, const auto& bind) { bind(row.key, row.name); }));
        EXPECT_EQ(rows(), (std::vector<Row>{{1, 1, "x"}, {2, 1, "y"}, {2, 2, "y"}, {9, 1, "d"}}));
    }

    void deletesRowsAndIds() {
        const std::vector<Row> given{{2, 1, "b"}, {2, 2, "not this"}};
        check(deleteRows(
            connection_, "sets", {"id", "place", "name"}, std::span{given},
            [](const Row& row, const auto& bind) { bind(row.key, row.place, row.name); }));
        check(deleteIds(connection_, "sets", "id", std::vector<std::int64_t>{9, 7, 1, 9}));
        EXPECT_EQ(rows(), (std::vector<Row>{{2, 2, "c"}}));
    }

    /// Ids that follow on one another may be named by the first and the last: what lies between two
    /// runs of them stays.
    void deletesRunsOfIds() {
        std::vector<Row> given;
        for (std::int64_t id = 100; id < 500; ++id) given.push_back({id, 1, "x"});
        merge(given);
        std::vector<std::int64_t> ids;
        for (std::int64_t id = 499; id >= 100; --id)
            if (id != 250 && id != 251) ids.push_back(id);
        ids.push_back(300);
        check(deleteIds(connection_, "sets", "id", ids));
        EXPECT_EQ(
            rows(),
            (std::vector<Row>{
                {1, 1, "a"}, {2, 1, "b"}, {2, 2, "c"}, {9, 1, "d"}, {250, 1, "x"}, {251, 1, "x"}}));
    }

    void doesNothingForNoRows() {
        const std::int64_t before = connection_.statements();
        merge({});
        check(deleteIds(connection_, "sets", "id", std::vector<std::int64_t>{}));
        EXPECT_EQ(connection_.statements(), before);
        EXPECT_EQ(rows().size(), 4U);
    }

private:
    static void check(const base::Status& status) {
        EXPECT_TRUE(status) << status.error().message << status.error().detail;
    }
    void merge(const std::vector<Row>& given) {
        check(mergeRows(
            connection_, "sets", "id", {"id", "place"}, {"name"}, std::span{given},
            [](const Row& row, const auto& bind) { bind(row.key, row.place, row.name); }));
    }
    std::vector<Row> rows() {
        std::vector<Row> result;
        auto all = connection_.prepare("SELECT id, place, name FROM sets ORDER BY id, place");
        while (all->step().value())
            result.push_back({all->integer(0), all->integer(1), std::string{all->text(2)}});
        return result;
    }

    Connection& connection_;
};

}  // namespace jim::transport::contract_test
