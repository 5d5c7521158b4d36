#pragma once

#include "apps/cli/ApiClient.hpp"
#include "apps/cli/Keyboard.hpp"
#include "apps/cli/LivePicture.hpp"
#include "apps/cli/Signals.hpp"
#include "foundation/base/Clock.hpp"

#include <functional>
#include <optional>

namespace jim::apps::cli {

/// Stays with the person at the terminal while the server is asked and between two questions:
/// draws what is due, passes keys on, and lets go at once when somebody wants something. One
/// thread, one object at a time.
class Attention {
public:
    using Time = Drawing::Time;

    /// Says whether whoever asks or pauses should stop and look at what is wanted.
    using OnKey = std::function<bool(Key)>;

    /// Without `onKey` the keyboard is left alone.
    Attention(ApiClient& client, Drawing& drawing, const base::Clock& clock, OnKey onKey);
    ~Attention();
    Attention(const Attention&) = delete;
    Attention& operator=(const Attention&) = delete;

    /// Nothing when somebody wants something before the answer is there.
    [[nodiscard]] std::optional<base::Result<Answer>> ask(const Question& question);

    /// Until then, or until somebody wants something.
    void pause(Time until);

    [[nodiscard]] bool hasKeys() const { return keyboard_ && keyboard_->descriptor() >= 0; }

    /// SIGINT and its like have come; their number, else 0.
    [[nodiscard]] int stopSignal() const { return signals_.stopSignal(); }

private:
    [[nodiscard]] bool isWanted(Signals::Event event);
    [[nodiscard]] bool glance();
    void drawIfDue(Time now);

    ApiClient& client_;
    Drawing& drawing_;
    const base::Clock& clock_;
    OnKey onKey_;
    Signals signals_;
    std::optional<Keyboard> keyboard_;
};

}  // namespace jim::apps::cli
