#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

/// The queue's lease protocol as a small machine: what tasks and workers may do, one step at a
/// time, in any order. A worker that stands still is one that takes no step.
namespace jim::store::contract_test {

constexpr std::size_t kMostWorkers = 3;
constexpr std::size_t kMostRuns = 3;
constexpr std::uint8_t kNoRun = 255;

/// What the protocol stands on. Each can be left out, to see that the explorer finds out.
struct LeaseRules {
    bool batchesCheckTheLease = true;      ///< A batch is refused to whoever has lost the run.
    bool batchesHoldTheTask = true;        ///< Nobody takes the run away within a batch.
    bool recoveryRaisesTheAttempt = true;  ///< Whoever is late is told from whoever has it now.
    bool claimsLookAtTheSystem = true;     ///< Of a system one task at a time.
    bool endsWithItsTask = true;       ///< The end of the activity and the task's: one transaction.
    bool restartsWithRecovery = true;  ///< So are a recovery and the task that starts again.
};

struct LeaseSetup {
    std::size_t workers = 2;
    std::vector<std::uint8_t> systems{0, 0, 1};  ///< Of each run.
    /// How often a worker dies or stands still past its lease with a run, or gives one back.
    std::uint8_t faults = 2;
    std::uint8_t restarts = 0;  ///< How often a run is started again after a lost worker.
    /// Claims take the first run that is free, instead of any.
    bool inOrder = false;
    bool batchesInTwoSteps = true;  ///< Otherwise whole batches are one step.
    LeaseRules rules{};
};

enum class Stage : std::uint8_t { Unknown, Queued, Processing, Cancelling, Gone };

struct ModelRun {
    Stage stage = Stage::Unknown;
    std::uint8_t generation = 0;  ///< So often it was started again.
    std::uint8_t attempt = 0;     ///< As the database has it.
    std::uint8_t owner = 0;       ///< Raised whenever it gets to somebody else, in truth.
    std::uint8_t ends = 0;        ///< Terminal activities of this generation.
    bool expired = false;
    bool owesRestart = false;
    auto operator<=>(const ModelRun&) const = default;
};

enum class Batch : std::uint8_t { None, Open, Ended };

/// What a worker believes that it has.
struct Hold {
    std::uint8_t run = kNoRun;
    std::uint8_t generation = 0;
    std::uint8_t attempt = 0;
    std::uint8_t owner = 0;
    Batch batch = Batch::None;
    auto operator<=>(const Hold&) const = default;
    [[nodiscard]] bool any() const { return run != kNoRun; }
};

struct ModelWorker {
    Hold work;
    std::array<Hold, kMostRuns> recoveries;
    auto operator<=>(const ModelWorker&) const = default;
    [[nodiscard]] bool recovers() const { return std::ranges::any_of(recoveries, &Hold::any); }
};

struct ModelState {
    std::array<ModelRun, kMostRuns> runs;
    std::array<ModelWorker, kMostWorkers> workers;
    std::uint8_t faults = 0;
    auto operator<=>(const ModelState&) const = default;
};

enum class Act : std::uint8_t {
    Enqueue,   ///< run
    Cancel,    ///< run
    Expire,    ///< run: time goes on past its lease
    Claim,     ///< worker; run, or kNoRun: none is free
    Renew,     ///< worker
    Begin,     ///< worker: a batch, with its check
    Commit,    ///< worker
    Complete,  ///< worker
    HandBack,  ///< worker
    Crash,     ///< worker; another takes its place
    Take,      ///< worker: what has expired, to recover it
    Recover,   ///< worker, run
};

struct Action {
    Act act = Act::Enqueue;
    std::uint8_t worker = 0;
    std::uint8_t run = kNoRun;
};

enum class Reply : std::uint8_t { Done, Nothing, Fenced };

struct Outcome {
    ModelState next;
    Reply reply = Reply::Done;
    std::string violation;  ///< Empty: all is well.
};

class LeaseModel {
public:
    explicit LeaseModel(LeaseSetup setup) : setup_(std::move(setup)) {}

    [[nodiscard]] const LeaseSetup& setup() const { return setup_; }
    [[nodiscard]] std::vector<Action> possible(const ModelState& state) const;
    [[nodiscard]] Outcome step(const ModelState& before, Action action) const;
    /// Every run has ended, and nobody has anything in hand.
    [[nodiscard]] bool isDone(const ModelState& state) const;

    /// As the database has it now: what the worker's statements are compared with.
    [[nodiscard]] static bool matches(const ModelRun& run, const Hold& hold) {
        return run.stage != Stage::Gone && run.generation == hold.generation &&
               run.attempt == hold.attempt;
    }
    [[nodiscard]] static bool isWithWorker(const ModelRun& run) {
        return run.stage == Stage::Processing || run.stage == Stage::Cancelling;
    }

private:
    using Index = std::uint8_t;

    [[nodiscard]] std::size_t runs() const { return setup_.systems.size(); }
    [[nodiscard]] bool isFree(const ModelState& state, std::size_t run) const;
    [[nodiscard]] bool isHeld(const ModelState& state, std::size_t run) const;
    [[nodiscard]] bool inBatch(const ModelState& state, std::size_t run) const;
    void possibleOfRun(const ModelState& state, Index run, std::vector<Action>& all) const;
    void possibleOfWorker(const ModelState& state, Index worker, std::vector<Action>& all) const;
    void possibleClaims(const ModelState& state, Index worker, std::vector<Action>& all) const;

    void claim(Outcome& out, Action action) const;
    void begin(Outcome& out, Hold& hold) const;
    void write(Outcome& out, const Hold& hold) const;
    void complete(Outcome& out, Hold& hold) const;
    void handBack(Outcome& out, Hold& hold) const;
    void take(Outcome& out, ModelWorker& worker) const;
    void recover(Outcome& out, Hold& hold) const;
    static void startAgain(ModelRun& run);
    static void end(Outcome& out, ModelRun& run);

    LeaseSetup setup_;
};

inline bool LeaseModel::isDone(const ModelState& state) const {
    for (std::size_t run = 0; run < runs(); ++run)
        if (state.runs[run].stage != Stage::Gone) return false;
    return std::ranges::none_of(state.workers,
                                [](const auto& w) { return w.work.any() || w.recovers(); });
}

/// Whether a claim may take it.
inline bool LeaseModel::isFree(const ModelState& state, std::size_t run) const {
    if (state.runs[run].stage != Stage::Queued) return false;
    if (!setup_.rules.claimsLookAtTheSystem) return true;
    for (std::size_t other = 0; other < runs(); ++other)
        if (setup_.systems[other] == setup_.systems[run] && isWithWorker(state.runs[other]))
            return false;
    return true;
}

/// Whether somebody lives who may end it.
inline bool LeaseModel::isHeld(const ModelState& state, std::size_t run) const {
    return std::ranges::any_of(state.workers, [&](const ModelWorker& worker) {
        const auto holds = [&](const Hold& hold) {
            return hold.run == run && matches(state.runs[run], hold);
        };
        return holds(worker.work) || std::ranges::any_of(worker.recoveries, holds);
    });
}

inline bool LeaseModel::inBatch(const ModelState& state, std::size_t run) const {
    return std::ranges::any_of(state.workers, [&](const ModelWorker& worker) {
        return worker.work.run == run && worker.work.batch == Batch::Open;
    });
}

inline std::vector<Action> LeaseModel::possible(const ModelState& state) const {
    std::vector<Action> all;
    for (Index run = 0; run < runs(); ++run) possibleOfRun(state, run, all);
    for (Index worker = 0; worker < setup_.workers; ++worker) possibleOfWorker(state, worker, all);
    return all;
}

inline void LeaseModel::possibleOfRun(const ModelState& state, Index index,
                                      std::vector<Action>& all) const {
    const auto& run = state.runs[index];
    if (run.stage == Stage::Unknown) all.push_back({Act::Enqueue, 0, index});
    if (run.stage == Stage::Queued || run.stage == Stage::Processing)
        all.push_back({Act::Cancel, 0, index});
    if (isWithWorker(run) && !run.expired && (state.faults > 0 || !isHeld(state, index)))
        all.push_back({Act::Expire, 0, index});
}

inline void LeaseModel::possibleOfWorker(const ModelState& state, Index index,
                                         std::vector<Action>& all) const {
    const auto& worker = state.workers[index];
    if (!worker.work.any()) possibleClaims(state, index, all);
    if (worker.work.any()) {
        const auto run = worker.work.run;
        all.push_back({Act::Renew, index, run});
        if (worker.work.batch == Batch::Open) {
            all.push_back({Act::Commit, index, run});
        } else {
            if (worker.work.batch == Batch::None) all.push_back({Act::Begin, index, run});
            all.push_back({Act::Complete, index, run});
            if (state.faults > 0) all.push_back({Act::HandBack, index, run});
        }
    }
    for (const auto& hold : worker.recoveries)
        if (hold.any()) all.push_back({Act::Recover, index, hold.run});
    if (!worker.recovers()) all.push_back({Act::Take, index, kNoRun});
    if ((worker.work.any() || worker.recovers()) && state.faults > 0)
        all.push_back({Act::Crash, index, kNoRun});
}

inline void LeaseModel::possibleClaims(const ModelState& state, Index worker,
                                       std::vector<Action>& all) const {
    bool any = false;
    for (Index run = 0; run < runs() && !(any && setup_.inOrder); ++run) {
        if (!isFree(state, run)) continue;
        all.push_back({Act::Claim, worker, run});
        any = true;
    }
    if (!any) all.push_back({Act::Claim, worker, kNoRun});
}

inline Outcome LeaseModel::step(const ModelState& before, Action action) const {
    Outcome out{before, Reply::Done, {}};
    auto& worker = out.next.workers[action.worker];
    auto& run = out.next.runs[action.run == kNoRun ? 0 : action.run];
    switch (action.act) {
        case Act::Enqueue:
            run.stage = Stage::Queued;
            break;
        case Act::Cancel:
            if (run.stage == Stage::Queued) end(out, run);
            run.stage = run.stage == Stage::Queued ? Stage::Gone : Stage::Cancelling;
            break;
        case Act::Expire:
            if (isHeld(before, action.run)) --out.next.faults;
            run.expired = true;
            break;
        case Act::Claim:
            claim(out, action);
            break;
        case Act::Renew:
            if (matches(run, worker.work)) {
                run.expired = false;
            } else {
                out.reply = Reply::Fenced;
            }
            break;
        case Act::Begin:
            begin(out, worker.work);
            break;
        case Act::Commit:
            write(out, worker.work);
            worker.work.batch = Batch::None;
            break;
        case Act::Complete:
            complete(out, worker.work);
            break;
        case Act::HandBack:
            handBack(out, worker.work);
            break;
        case Act::Crash:
            --out.next.faults;
            worker = {};
            break;
        case Act::Take:
            take(out, worker);
            break;
        case Act::Recover:
            recover(out, worker.recoveries[action.run]);
            break;
    }
    return out;
}

inline void LeaseModel::claim(Outcome& out, Action action) const {
    if (action.run == kNoRun) {
        out.reply = Reply::Nothing;
        return;
    }
    auto& run = out.next.runs[action.run];
    run.stage = Stage::Processing;
    ++run.attempt;
    ++run.owner;
    out.next.workers[action.worker].work = {action.run, run.generation, run.attempt, run.owner,
                                            Batch::None};
}

inline void LeaseModel::begin(Outcome& out, Hold& hold) const {
    if (setup_.rules.batchesCheckTheLease && !matches(out.next.runs[hold.run], hold)) {
        out.reply = Reply::Fenced;
        hold = {};
    } else if (setup_.batchesInTwoSteps) {
        hold.batch = Batch::Open;
    } else {
        write(out, hold);
    }
}

/// The batch is in the database now.
inline void LeaseModel::write(Outcome& out, const Hold& hold) const {
    const auto& run = out.next.runs[hold.run];
    if (run.generation != hold.generation || run.owner != hold.owner || !isWithWorker(run))
        out.violation = "a worker wrote for a run that is not its own";
    for (std::size_t other = 0; other < runs(); ++other)
        if (other != hold.run && setup_.systems[other] == setup_.systems[hold.run] &&
            isWithWorker(out.next.runs[other]))
            out.violation = "two runs of a system were written side by side";
}

inline void LeaseModel::end(Outcome& out, ModelRun& run) {
    if (++run.ends > 1) out.violation = "a run has ended twice";
}

inline void LeaseModel::complete(Outcome& out, Hold& hold) const {
    auto& run = out.next.runs[hold.run];
    if (!matches(run, hold)) {
        out.reply = Reply::Fenced;
        hold = {};
        return;
    }
    if (hold.batch != Batch::Ended) end(out, run);
    if (!setup_.rules.endsWithItsTask && hold.batch != Batch::Ended) {
        hold.batch = Batch::Ended;
        return;
    }
    run.stage = Stage::Gone;
    run.expired = false;
    hold = {};
}

inline void LeaseModel::handBack(Outcome& out, Hold& hold) const {
    auto& run = out.next.runs[hold.run];
    if (!matches(run, hold)) {
        out.reply = Reply::Fenced;
        hold = {};
        return;
    }
    if (run.stage == Stage::Cancelling) {
        out.reply = Reply::Nothing;
        return;
    }
    --out.next.faults;
    run.stage = Stage::Queued;
    run.expired = false;
    ++run.attempt;
    ++run.owner;
    hold = {};
}

inline void LeaseModel::take(Outcome& out, ModelWorker& worker) const {
    out.reply = Reply::Nothing;
    for (Index index = 0; index < runs(); ++index) {
        auto& run = out.next.runs[index];
        if (!isWithWorker(run) || !run.expired) continue;
        if (setup_.rules.batchesHoldTheTask && inBatch(out.next, index)) continue;
        if (setup_.rules.recoveryRaisesTheAttempt) ++run.attempt;
        ++run.owner;
        run.expired = false;
        worker.recoveries[index] = {index, run.generation, run.attempt, run.owner, Batch::None};
        out.reply = Reply::Done;
    }
}

inline void LeaseModel::recover(Outcome& out, Hold& hold) const {
    auto& run = out.next.runs[hold.run];
    if (hold.batch == Batch::Ended) {  // The second step of a recovery that is not one transaction.
        startAgain(run);
        hold = {};
        return;
    }
    if (!matches(run, hold)) {
        out.reply = Reply::Fenced;
        hold = {};
        return;
    }
    end(out, run);
    const bool again = run.stage == Stage::Processing && run.generation < setup_.restarts;
    run.stage = Stage::Gone;
    run.expired = false;
    run.owesRestart = again;
    if (again && !setup_.rules.restartsWithRecovery) {
        hold.batch = Batch::Ended;
        return;
    }
    if (again) startAgain(run);
    hold = {};
}

inline void LeaseModel::startAgain(ModelRun& run) {
    const auto generation = static_cast<Index>(run.generation + 1);
    run = {};
    run.stage = Stage::Queued;
    run.generation = generation;
}

}  // namespace jim::store::contract_test
