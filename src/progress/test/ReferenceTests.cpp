#include "progress/Snapshot.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>

namespace jim::progress {
namespace {

using Fields = std::set<std::string>;

/// The paths of all members: `a.b`, and `a[].b` of what is in lists. What is the same elsewhere in
/// the document, or has names of its own, is named only.
void collect(const boost::json::value& value, const std::string& path, Fields& fields) {
    if (path == "currentPhase" || path == "counts.byType") {
        fields.insert(path);
    } else if (const auto* object = value.if_object(); object != nullptr) {
        for (const auto& member : *object)
            collect(member.value(), (path.empty() ? "" : path + ".") + std::string{member.key()},
                    fields);
    } else if (const auto* list = value.if_array(); list != nullptr) {
        if (path == "phases") fields.insert("phases[]");
        for (const auto& item : *list) collect(item, path + "[]", fields);
    } else {
        fields.insert(path);
    }
}

/// A snapshot with something of everything.
Snapshot full(RunKind kind) {
    Snapshot snapshot;
    snapshot.identity.kind = kind;
    snapshot.identity.objectTypes = {"person"};
    snapshot.phases = {PhaseRecord{}};
    snapshot.continuedBy = base::Guid{};
    snapshot.eta.phase = snapshot.eta.run = EtaRange{1, 2, 3};
    snapshot.errors.summary.topTypes = {{"UnhandledError", 1}};
    snapshot.alerts = {AlertFiring{}};
    snapshot.errors.summary.recent = {{{1}, "UnhandledError", "It failed."}};
    return snapshot;
}

Fields fieldsOfCode() {
    Fields fields;
    for (const auto kind :
         {RunKind::Import, RunKind::Synchronisation, RunKind::Export, RunKind::Removal})
        collect(boost::json::parse(encodeSnapshot(full(kind))), {}, fields);
    return fields;
}

Fields fieldsOfPage() {
    Fields fields;
    std::ifstream page{"docs/reference/progress-api.md"};
    bool inTable = false;
    for (std::string line; std::getline(page, line);) {
        if (line == "| field | type | meaning |") inTable = true;
        if (inTable && line.starts_with("| `"))
            fields.insert(line.substr(3, line.find('`', 3) - 3));
    }
    return fields;
}

TEST(ReferenceTests, ThePageNamesEveryFieldOfTheDocumentAndNoOther) {
    const auto code = fieldsOfCode();
    const auto page = fieldsOfPage();
    for (const auto& field : code)
        EXPECT_TRUE(page.contains(field))
            << field << " is missing in docs/reference/progress-api.md";
    for (const auto& field : page)
        EXPECT_TRUE(code.contains(field)) << field << " of the page is in no document";
}

}  // namespace
}  // namespace jim::progress
