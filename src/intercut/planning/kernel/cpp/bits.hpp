// Small sets of scenes or people as bits of one machine word, or of two.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace intercut::sequence {

using Word = std::uint64_t;
__extension__ typedef unsigned __int128 TwoWords;

// Up to 1,024 people, for the heuristic on boards the exact core does not take.
struct Wide {
    static constexpr int words = 16;
    std::array<Word, words> word{};

    explicit operator bool() const {
        for (Word w : word)
            if (w) return true;
        return false;
    }
    bool operator==(const Wide&) const = default;
    Wide& operator|=(const Wide& o) {
        for (int i = 0; i < words; i++) word[i] |= o.word[i];
        return *this;
    }
    Wide& operator&=(const Wide& o) {
        for (int i = 0; i < words; i++) word[i] &= o.word[i];
        return *this;
    }
    friend Wide operator|(Wide a, const Wide& b) { return a |= b; }
    friend Wide operator&(Wide a, const Wide& b) { return a &= b; }
};

template <class Bits>
inline constexpr int capacity = int(sizeof(Bits)) * 8;

template <class Bits>
inline Bits bit(int i) {
    if constexpr (sizeof(Bits) > 16) {
        Bits b{};
        b.word[i >> 6] = Word{1} << (i & 63);
        return b;
    } else {
        return Bits{1} << i;
    }
}

template <class Bits>
inline Bits first_bits(int n) {
    return n >= capacity<Bits> ? ~Bits{0} : (Bits{1} << n) - 1;
}

// The eight members numbered 8 i .. 8 i + 7.
template <class Bits>
inline unsigned byte_at(const Bits& b, int i) {
    if constexpr (sizeof(Bits) > 16)
        return unsigned(b.word[i >> 3] >> ((i & 7) * 8)) & 255u;
    else
        return unsigned(b >> (i * 8)) & 255u;
}

inline int count(Word b) { return __builtin_popcountll(b); }
inline int count(TwoWords b) { return count(Word(b)) + count(Word(b >> 64)); }

// The smallest and the largest member; undefined for the empty set.
inline int lowest(Word b) { return __builtin_ctzll(b); }
inline int lowest(TwoWords b) { return Word(b) ? lowest(Word(b)) : 64 + lowest(Word(b >> 64)); }
inline int highest(Word b) { return 63 - __builtin_clzll(b); }
inline int highest(TwoWords b) { return Word(b >> 64) ? 64 + highest(Word(b >> 64)) : highest(Word(b)); }

inline Word mix(Word x) {
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93ULL;
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93ULL;
    return x ^ (x >> 32);
}
inline Word fold(Word b) { return b; }
inline Word fold(TwoWords b) { return Word(b) ^ (Word(b >> 64) * 0x9e3779b97f4a7c15ULL); }

// Members of `of` that lie in `within`, pressed together: bit i of the answer is the i-th member of
// `within`. With the processor's own instruction where `Fast` says that it is there.
template <bool Fast>
inline unsigned press(Word of, Word within) {
#if defined(__x86_64__) && defined(__GNUC__)
    if constexpr (Fast) {
        Word out;
        __asm__("pext %2, %1, %0" : "=r"(out) : "r"(of), "r"(within));
        return unsigned(out);
    }
#endif
    unsigned out = 0, place = 1;
    for (; within; within &= within - 1, place <<= 1)
        if (of & within & (~within + 1)) out |= place;
    return out;
}
template <bool Fast>
inline unsigned press(TwoWords of, TwoWords within) {
    const Word low = Word(within);
    return press<Fast>(Word(of), low) | press<Fast>(Word(of >> 64), Word(within >> 64)) << count(low);
}

}  // namespace intercut::sequence
