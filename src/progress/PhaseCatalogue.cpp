#include "progress/PhaseCatalogue.hpp"

#include <algorithm>
#include <array>

namespace jim::progress {
namespace {

struct Row {
    RunKind kind;
    std::string_view key;
    std::string_view name;
    double weight;
    std::string_view waitsOn;
    bool counts = false;  ///< What becomes of objects.
};

constexpr std::string_view kDeletions = "import.deletions";
constexpr double kUnknownWeight = 0.02;

/// Weights are shares of time of first runs, since who has no earlier runs to learn from starts
/// with everything new: of 100,000 people from and to a file (reading 0.10, saving 0.79; exporting
/// 0.18, recording 0.80), drawn half of the way to a system that answers five times as slowly.
constexpr std::array kRows{
    Row{RunKind::Import, "import.connect", "Connecting", 0.01, "source"},
    Row{RunKind::Import, "import.fetch", "Reading", 0.20, "source"},
    Row{RunKind::Import, "import.process", "Importing", 0.05, "rules", true},
    Row{RunKind::Import, kDeletions, "Detecting deletions", 0.01, "rules"},
    Row{RunKind::Import, "import.references", "Resolving references", 0.04, "database"},
    Row{RunKind::Import, "import.save", "Saving", 0.63, "database"},
    Row{RunKind::Import, "import.reconcile", "Reconciling", 0.02, "database"},
    Row{RunKind::Import, "import.record", "Recording", 0.04, "database"},
    Row{RunKind::Synchronisation, "sync.prepare", "Preparing", 0.01, "database"},
    Row{RunKind::Synchronisation, "sync.process", "Synchronising", 0.66, "rules", true},
    Row{RunKind::Synchronisation, "sync.references", "Resolving references", 0.30, "database"},
    Row{RunKind::Synchronisation, "sync.scopereview", "Reviewing scope", 0.01, "rules"},
    Row{RunKind::Synchronisation, "sync.save", "Saving", 0.02, "database"},
    Row{RunKind::Export, "export.prepare", "Preparing", 0.04, "database"},
    Row{RunKind::Export, "export.execute", "Exporting", 0.35, "target", true},
    Row{RunKind::Export, "export.deferred", "Exporting deferred", 0.03, "target", true},
    Row{RunKind::Export, "export.references", "Resolving references", 0.03, "database"},
    Row{RunKind::Export, "export.record", "Recording", 0.55, "database"},
    Row{RunKind::Removal, "removal.prepare", "Preparing", 0.02, "database"},
    Row{RunKind::Removal, "removal.objects", "Removing objects", 0.96, "database", true},
    Row{RunKind::Removal, "removal.record", "Recording", 0.02, "database"},
};

const Row* find(std::string_view key) {
    const auto* row = std::ranges::find(kRows, key, &Row::key);
    return row == kRows.end() ? nullptr : row;
}

}  // namespace

std::vector<PhaseDeclaration> catalogue(RunKind kind, std::string_view runType) {
    std::vector<PhaseDeclaration> phases;
    for (const auto& row : kRows) {
        // A delta says itself what is gone.
        const bool never = row.key == kDeletions && runType == "DeltaImport";
        if (row.kind == kind && !never)
            phases.push_back({std::string{row.key}, std::string{row.name}, {}});
    }
    return phases;
}

double declaredWeight(std::string_view phaseKey) {
    const auto* row = find(phaseKey);
    return row == nullptr ? kUnknownWeight : row->weight;
}

std::string_view waitsOn(std::string_view phaseKey) {
    const auto* row = find(phaseKey);
    return row == nullptr ? std::string_view{} : row->waitsOn;
}

bool countsOutcomes(std::string_view phaseKey) {
    const auto* row = find(phaseKey);
    return row == nullptr || row->counts;
}

}  // namespace jim::progress
