#include "runs/run_profile/BatchAhead.hpp"

#include <memory>
#include <utility>

namespace jim::runs::run_profile {

BatchAhead::~BatchAhead() {
    if (done_.valid()) done_.wait();
}

void BatchAhead::noteBegun() {
    begun_.store(true);
    begun_.notify_all();
}

bool BatchAhead::start(Beside& beside, Write write) {
    const auto task = std::make_shared<std::packaged_task<base::Status(Session&)>>(
        [this, write = std::move(write)](Session& session) {
            // On every way out: nobody waits for what has failed.
            const std::unique_ptr<BatchAhead, void (*)(BatchAhead*)> ended{
                this, [](BatchAhead* batch) { batch->noteBegun(); }};
            return write(session, [this] { noteBegun(); });
        });
    auto done = task->get_future();
    if (!beside.start([task](Session& session) { (*task)(session); })) return false;
    done_ = std::move(done);
    return true;
}

}  // namespace jim::runs::run_profile
