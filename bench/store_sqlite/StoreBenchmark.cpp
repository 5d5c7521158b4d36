// Rows per second of the calls that runs make for every object, on SQLite with people of 16
// columns. Ceilings of the prototype (docs of the design): first full import 90-111k objects/s,
// unchanged import 470-610k, first full synchronisation 55-70k.
#include "foundation/base/test/TemporaryFolder.hpp"
#include "store/sqlite/SessionFactory.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <functional>
#include <map>

namespace jim::store::sqlite {
namespace {

namespace cs = identity::connector_space;
namespace mv = identity::metaverse;
namespace schema = identity::schema;
using runs::activity::ExecutionItem;
using runs::run_profile::Session;

constexpr std::int64_t kBatch = 2000;
constexpr std::int32_t kSource = 1;
constexpr std::int32_t kTarget = 2;
constexpr std::int32_t kManager = 17;
const mv::ReferenceFlow kInbound{kSource, 1, kManager, kManager, 1};
const mv::ReferenceFlow kOutbound{kTarget, 2, kManager, kManager, 2};

/// A failed call would only look fast.
template <class T>
T must(base::Result<T> result) {
    if (!result) {
        fmt::print(stderr, "{} {}\n", result.error().message, result.error().detail);
        std::abort();
    }
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::string personDocument(std::int64_t id) {
    schema::DocumentBuilder builder;
    for (std::int32_t attribute = 1; attribute <= 16; ++attribute)
        builder.add(attribute, schema::AttributeType::Text, 0,
                    fmt::format("value {} of {}", attribute, id * 7919));
    return builder.take();
}

cs::ConnectorSpaceObject person(std::int64_t id, std::int32_t systemId, std::int64_t number) {
    cs::ConnectorSpaceObject object;
    object.id = cs::CsoId{id};
    object.systemId = systemId;
    object.objectTypeId = systemId;
    object.externalId = fmt::format("E{:07}", number);
    object.displayName = fmt::format("Person Number {}", number);
    object.document = personDocument(number);
    object.hash = schema::contentHash(object.document);
    object.created = object.updated = {1'790'000'000'000'000};
    return object;
}

/// A database with people in both systems, their metaverse objects and managers.
class Company {
public:
    explicit Company(std::int64_t people) : people_(people) {
        factory_ = must(SessionFactory::open((folder_ / "jim.db").string(), clock_));
        session_ = must(factory_->open());
    }

    /// A batch with its rows made: what remains is the store's work.
    using Batch = std::function<base::Status()>;

    /// Calls `make(first, last)` for every batch, and writes each in a transaction of its own.
    template <class Make>
    void inBatches(const Make& make) {
        for (std::int64_t first = 1; first <= people_; first += kBatch) {
            const Batch batch = make(first, std::min(first + kBatch - 1, people_));
            must(timed([&] { return session_->transactions().write(batch); }));
        }
    }

    [[nodiscard]] Batch import(std::int64_t first, std::int64_t last, bool resolved) {
        cs::ConnectorSpaceChanges changes;
        for (std::int64_t id = first; id <= last; ++id) {
            changes.inserted.push_back(person(id, kSource, id));
            const std::int64_t manager = id / 10 + 1;
            cs::CsoReference reference{cs::CsoId{id}, kManager, fmt::format("E{:07}", manager), {}};
            if (resolved) reference.target = cs::CsoId{manager};
            changes.addedReferences.push_back(std::move(reference));
            changes.touched.push_back(cs::CsoId{id});
        }
        return [this, changes = std::move(changes)] {
            return session_->connectorSpace().apply(changes);
        };
    }

    [[nodiscard]] Batch audit(std::int64_t first, std::int64_t last) {
        std::vector<ExecutionItem> items;
        for (std::int64_t id = first; id <= last; ++id) {
            ExecutionItem& item = items.emplace_back();
            item.sequence = id;
            item.changeType = runs::activity::ObjectChangeType::Added;
            item.externalId = fmt::format("E{:07}", id);
            item.displayName = fmt::format("Person Number {}", id);
            item.objectType = "person";
            item.cso = cs::CsoId{id};
            item.changes = personDocument(id);
        }
        return [this, items = std::move(items)] {
            return session_->activities().appendItems(activity(), items);
        };
    }

    [[nodiscard]] Batch project(std::int64_t first, std::int64_t last) {
        mv::MetaverseChanges metaverse;
        cs::ConnectorSpaceChanges space;
        for (std::int64_t id = first; id <= last; ++id) {
            mv::MetaverseObject& object = metaverse.inserted.emplace_back();
            object.id = mv::MvoId{id};
            object.objectTypeId = 1;
            object.displayName = fmt::format("Person Number {}", id);
            object.document = personDocument(id);
            metaverse.addedKeys.push_back({object.id, {1, 1, true, fmt::format("E{:07}", id)}});
            space.joined.push_back({cs::CsoId{id}, object.id, cs::JoinType::Projected, {}});
            space.settled.push_back(cs::CsoId{id});
        }
        return
            [this, metaverse = std::move(metaverse), space = std::move(space)]() -> base::Status {
                JIM_TRY(session_->metaverse().apply(metaverse));
                return session_->connectorSpace().apply(space);
            };
    }

    [[nodiscard]] Batch provision(std::int64_t first, std::int64_t last) {
        cs::ConnectorSpaceChanges space;
        cs::PendingExportChanges exports;
        for (std::int64_t id = first; id <= last; ++id) {
            cs::ConnectorSpaceObject object = person(people_ + id, kTarget, id);
            object.status = cs::CsoStatus::PendingProvisioning;
            object.document = schema::DocumentBuilder{}.take();
            space.joined.push_back({object.id, mv::MvoId{id}, cs::JoinType::Provisioned, {}});
            cs::PendingExport& item = exports.inserted.emplace_back();
            item.id = cs::PendingExportId{id};
            item.systemId = kTarget;
            item.cso = object.id;
            item.source = mv::MvoId{id};
            item.changeType = cs::PendingExportChangeType::Create;
            item.changes = personDocument(id);
            space.inserted.push_back(std::move(object));
        }
        return [this, space = std::move(space), exports = std::move(exports)]() -> base::Status {
            JIM_TRY(session_->connectorSpace().apply(space));
            return session_->pendingExports().apply(exports);
        };
    }

    [[nodiscard]] Batch refer(std::int64_t first, std::int64_t last) {
        return [this, first, last]() -> base::Status {
            JIM_ASSIGN(const auto found, session_->referenceFlows().inbound(
                                             kInbound, cs::CsoId{first}, cs::CsoId{last}));
            mv::MetaverseChanges changes;
            for (const auto& change : found) changes.addedReferences.push_back(change.reference);
            return session_->metaverse().apply(changes);
        };
    }

    void fill() {
        inBatches([&](auto first, auto last) { return import(first, last, true); });
        inBatches([&](auto first, auto last) { return audit(first, last); });
        inBatches([&](auto first, auto last) { return project(first, last); });
        inBatches([&](auto first, auto last) { return provision(first, last); });
        inBatches([&](auto first, auto last) { return refer(first, last); });
    }

    /// Time spent in the store alone, without making the rows: by the clock, and of the processor,
    /// which says more on a machine that others use too.
    [[nodiscard]] double seconds() const { return std::chrono::duration<double>(inStore_).count(); }
    [[nodiscard]] double processorSeconds() const { return processor_; }
    [[nodiscard]] Session& session() { return *session_; }
    [[nodiscard]] std::int64_t people() const { return people_; }

    /// Runs `work` against the clock.
    template <class Work>
    base::Status timed(const Work& work) {
        const auto start = std::chrono::steady_clock::now();
        const double processor = threadSeconds();
        base::Status status = work();
        processor_ += threadSeconds() - processor;
        inStore_ += std::chrono::steady_clock::now() - start;
        return status;
    }

private:
    [[nodiscard]] static double threadSeconds() {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
    }

    [[nodiscard]] std::int64_t activity() {
        if (activity_.number == 0) {
            activity_.id = base::newGuid(clock_.now());
            must(session_->activities().insert(activity_));
        }
        return activity_.number;
    }

    std::int64_t people_;
    base::TemporaryFolder folder_;
    base::SystemClock clock_;
    std::unique_ptr<SessionFactory> factory_;
    std::unique_ptr<Session> session_;
    runs::activity::Activity activity_;
    std::chrono::steady_clock::duration inStore_{};
    double processor_ = 0;
};

Company& filled(std::int64_t people) {
    static std::map<std::int64_t, std::unique_ptr<Company>> companies;
    auto& company = companies[people];
    if (!company) {
        company = std::make_unique<Company>(people);
        company->fill();
    }
    return *company;
}

/// Rows written per second: `step` on a database that `before` has prepared.
template <class Before, class Step>
void writes(benchmark::State& state, const Before& before, const Step& step) {
    for (auto unused : state) {
        (void)unused;
        Company company{state.range(0)};
        before(company);
        const double prepared = company.seconds();
        const double processor = company.processorSeconds();
        company.inBatches([&](auto first, auto last) { return step(company, first, last); });
        state.SetIterationTime(company.seconds() - prepared);
        state.counters["processor"] = company.processorSeconds() - processor;
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

const auto kNothing = [](Company&) {};
const auto kImport = [](Company& company, std::int64_t first, std::int64_t last) {
    return company.import(first, last, true);
};
const auto kAudit = [](Company& company, std::int64_t first, std::int64_t last) {
    return company.audit(first, last);
};
const auto kProject = [](Company& company, std::int64_t first, std::int64_t last) {
    return company.project(first, last);
};
const auto kProvision = [](Company& company, std::int64_t first, std::int64_t last) {
    return company.provision(first, last);
};
const auto kImported = [](Company& company) {
    company.inBatches([&](auto first, auto last) { return kImport(company, first, last); });
};
const auto kProjected = [](Company& company) {
    kImported(company);
    company.inBatches([&](auto first, auto last) { return kProject(company, first, last); });
};

void insertObjects(benchmark::State& state) {
    writes(state, kNothing, kImport);
}
void insertItems(benchmark::State& state) {
    writes(state, kNothing, kAudit);
}
void insertMetaverse(benchmark::State& state) {
    writes(state, kImported, kProject);
}
void insertProvisioned(benchmark::State& state) {
    writes(state, kProjected, kProvision);
}

void addReferences(benchmark::State& state) {
    writes(state, kProjected, [](Company& company, std::int64_t first, std::int64_t last) {
        return company.refer(first, last);
    });
}

void resolveReferences(benchmark::State& state) {
    for (auto unused : state) {
        (void)unused;
        Company company{state.range(0)};
        company.inBatches(
            [&](auto first, auto last) { return company.import(first, last, false); });
        const double before = company.seconds();
        must(company.timed([&]() -> base::Status {
            return company.session().transactions().write([&]() -> base::Status {
                JIM_TRY(company.session().connectorSpace().resolveReferences(kSource));
                return {};
            });
        }));
        state.SetIterationTime(company.seconds() - before);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

/// Rows read per second: `step` over all ids in batches, in one snapshot for each.
template <class Step>
void reads(benchmark::State& state, const Step& step) {
    Company& company = filled(state.range(0));
    for (auto unused : state) {
        (void)unused;
        for (std::int64_t first = 1; first <= company.people(); first += kBatch)
            must(company.session().transactions().read([&]() -> base::Status {
                step(company.session(), first, std::min(first + kBatch - 1, company.people()));
                return {};
            }));
    }
    state.SetItemsProcessed(state.iterations() * company.people());
}

template <class Id>
std::vector<Id> idsOf(std::int64_t first, std::int64_t last) {
    std::vector<Id> ids;
    for (std::int64_t id = first; id <= last; ++id) ids.push_back(Id{id});
    return ids;
}

void forEachKnown(benchmark::State& state) {
    Company& company = filled(state.range(0));
    for (auto unused : state) {
        (void)unused;
        std::size_t length = 0;
        must(company.session().connectorSpace().forEachKnown(
            kSource, [&](const cs::KnownObject& object) { length += object.externalId.size(); }));
        benchmark::DoNotOptimize(length);
    }
    state.SetItemsProcessed(state.iterations() * company.people());
}

void loadObjects(benchmark::State& state) {
    reads(state, [](Session& session, std::int64_t first, std::int64_t last) {
        benchmark::DoNotOptimize(
            must(session.connectorSpace().load(idsOf<cs::CsoId>(first, last))));
    });
}
void pageObjects(benchmark::State& state) {
    reads(state, [](Session& session, std::int64_t first, std::int64_t last) {
        benchmark::DoNotOptimize(must(session.connectorSpace().page(
            {kSource, cs::CsoId{first - 1}, static_cast<std::size_t>(last - first + 1), false})));
    });
}
void loadMetaverse(benchmark::State& state) {
    reads(state, [](Session& session, std::int64_t first, std::int64_t last) {
        benchmark::DoNotOptimize(must(session.metaverse().load(idsOf<mv::MvoId>(first, last))));
    });
}
void joins(benchmark::State& state) {
    reads(state, [](Session& session, std::int64_t first, std::int64_t last) {
        benchmark::DoNotOptimize(must(session.metaverse().joins(idsOf<mv::MvoId>(first, last))));
    });
}
void match(benchmark::State& state) {
    reads(state, [](Session& session, std::int64_t first, std::int64_t last) {
        std::vector<mv::MatchKey> keys;
        for (std::int64_t id = first; id <= last; ++id)
            keys.push_back({1, 1, true, fmt::format("E{:07}", id)});
        benchmark::DoNotOptimize(must(session.metaverse().match(keys)));
    });
}
void pendingOfObjects(benchmark::State& state) {
    const std::int64_t people = state.range(0);
    reads(state, [people](Session& session, std::int64_t first, std::int64_t last) {
        benchmark::DoNotOptimize(must(
            session.pendingExports().ofObjects(idsOf<cs::CsoId>(people + first, people + last))));
    });
}
void inboundReferences(benchmark::State& state) {
    reads(state, [](Session& session, std::int64_t first, std::int64_t last) {
        benchmark::DoNotOptimize(
            must(session.referenceFlows().inbound(kInbound, cs::CsoId{first}, cs::CsoId{last})));
    });
}
void inboundReferencesOfList(benchmark::State& state) {
    reads(state, [](Session& session, std::int64_t first, std::int64_t last) {
        benchmark::DoNotOptimize(
            must(session.referenceFlows().inbound(kInbound, idsOf<cs::CsoId>(first, last))));
    });
}
void outboundReferences(benchmark::State& state) {
    reads(state, [](Session& session, std::int64_t first, std::int64_t last) {
        benchmark::DoNotOptimize(
            must(session.referenceFlows().outbound(kOutbound, mv::MvoId{first}, mv::MvoId{last})));
    });
}

#define JIM_WRITES(name)                                                               \
    BENCHMARK(name)->Arg(100'000)->Arg(500'000)->UseManualTime()->Iterations(1)->Unit( \
        benchmark::kMillisecond)
#define JIM_READS(name) BENCHMARK(name)->Arg(100'000)->Arg(500'000)->Unit(benchmark::kMillisecond)

JIM_WRITES(insertObjects);
JIM_WRITES(insertItems);
JIM_WRITES(insertMetaverse);
JIM_WRITES(insertProvisioned);
JIM_WRITES(addReferences);
JIM_WRITES(resolveReferences);
JIM_READS(forEachKnown);
JIM_READS(loadObjects);
JIM_READS(pageObjects);
JIM_READS(loadMetaverse);
JIM_READS(joins);
JIM_READS(match);
JIM_READS(pendingOfObjects);
JIM_READS(inboundReferences);
JIM_READS(inboundReferencesOfList);
JIM_READS(outboundReferences);

}  // namespace
}  // namespace jim::store::sqlite
