#include "runs/run_profile/BatchAhead.hpp"

#include <memory>
#include <utility>

namespace jim::runs::run_profile {

BatchAhead::~BatchAhead() {
    if (!done_.valid()) return;
    if (word_.load() == Word::None) tell(Word::GiveUp);
    done_.wait();
}

void BatchAhead::tell(Word word) {
    word_.store(word);
    word_.notify_all();
}

base::Status BatchAhead::begun() {
    begun_.note(true);
    word_.wait(Word::None);
    return word_.load() == Word::GoAhead ? base::Status{} : base::fail(base::cancelled());
}

bool BatchAhead::start(Beside& beside, Write write) {
    const auto task = std::make_shared<std::packaged_task<base::Status(Session&)>>(
        [this, write = std::move(write)](Session& session) {
            // On every way out: nobody waits for what has failed.
            const std::unique_ptr<BatchAhead, void (*)(BatchAhead*)> ended{
                this, [](BatchAhead* batch) {
                    batch->begun_.note(false);
                    batch->counted_.note(false);
                }};
            return write(session);
        });
    auto done = task->get_future();
    if (!beside.start([task](Session& session) { (*task)(session); })) return false;
    done_ = std::move(done);
    return true;
}

}  // namespace jim::runs::run_profile
