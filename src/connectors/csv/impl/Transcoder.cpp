#include "connectors/csv/impl/Transcoder.hpp"

#include <unicode/ucnv.h>

#include <utility>

namespace jim::connectors::csv::impl {
namespace {

constexpr std::size_t kInput = std::size_t{64} << 10;

}  // namespace

void Transcoder::Close::operator()(UConverter* converter) const {
    ucnv_close(converter);
}

base::Result<std::unique_ptr<Transcoder>> Transcoder::create(ByteSource& source,
                                                             const std::string& encoding) {
    UErrorCode error = U_ZERO_ERROR;
    Converter from{ucnv_open(encoding.c_str(), &error)};
    Converter to{ucnv_open("UTF-8", &error)};
    if (U_FAILURE(error))
        return base::fail(
            base::invalidInput("Encoding", "The encoding '" + encoding + "' is not known."));
    return std::unique_ptr<Transcoder>{new Transcoder{source, std::move(from), std::move(to)}};
}

Transcoder::Transcoder(ByteSource& source, Converter from, Converter to)
    : source_(source),
      from_(std::move(from)),
      to_(std::move(to)),
      input_(kInput),
      pivotSource_(pivot_.data()),
      pivotTarget_(pivot_.data()) {}

base::Result<std::size_t> Transcoder::read(std::span<char> out) {
    while (!finished_) {
        if (next_ == end_ && !ended_) {
            JIM_ASSIGN(const std::size_t count, source_.read(input_));
            next_ = input_.data();
            end_ = next_ + count;
            ended_ = count == 0;
        }
        JIM_ASSIGN(const std::size_t count, convert(out));
        if (count > 0) return count;
    }
    return 0;
}

base::Result<std::size_t> Transcoder::convert(std::span<char> out) {
    char* target = out.data();
    UErrorCode error = U_ZERO_ERROR;
    ucnv_convertEx(to_.get(), from_.get(), &target, out.data() + out.size(), &next_, end_,
                   pivot_.data(), &pivotSource_, &pivotTarget_, pivot_.data() + pivot_.size(),
                   !std::exchange(started_, true), ended_, &error);
    if (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR)
        return base::fail(
            base::external("The file cannot be read in its encoding; check the 'Encoding' setting.",
                           u_errorName(error)));
    finished_ = ended_ && error != U_BUFFER_OVERFLOW_ERROR;
    return static_cast<std::size_t>(target - out.data());
}

}  // namespace jim::connectors::csv::impl
