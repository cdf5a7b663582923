//! Where the bars of the chart by month stand. Pure.

use contract::money::Amount;

/// A whole bar, in the unit of [`Segment`].
pub const WHOLE: u32 = 1_000;

/// A part of a bar, in thousandths of the width of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    pub from: u32,
    pub width: u32,
}

/// For each month the segments of its parts, in their order; parts below zero lie left of the zero line, so that a reduction
/// is never drawn as if it were earned. Also the place of the zero line.
pub fn bars<const PARTS: usize>(months: &[[Amount; PARTS]]) -> (Vec<[Segment; PARTS]>, u32) {
    let side = |month: &[Amount; PARTS], sign: i128| -> i128 {
        month.iter().map(|part| (i128::from(part.minor()) * sign).max(0)).sum()
    };
    let largest = |sign| months.iter().map(|month| side(month, sign)).max().unwrap_or(0);
    let (below, above) = (largest(-1), largest(1));
    let scale = Scale { below, whole: (below + above).max(1) };
    (months.iter().map(|month| scale.segments(month)).collect(), scale.place(0))
}

/// Amounts as places in the chart.
struct Scale {
    below: i128,
    whole: i128,
}

impl Scale {
    fn place(&self, minor: i128) -> u32 {
        let place = (minor + self.below) * i128::from(WHOLE) / self.whole;
        u32::try_from(place.clamp(0, i128::from(WHOLE))).unwrap_or(WHOLE)
    }

    fn segments<const PARTS: usize>(&self, month: &[Amount; PARTS]) -> [Segment; PARTS] {
        let (mut left, mut right) = (0_i128, 0_i128);
        month.map(|part| {
            let part = i128::from(part.minor());
            let end = if part < 0 { &mut left } else { &mut right };
            let (near, far) = (self.place(*end), self.place(*end + part));
            *end += part;
            let width = near.abs_diff(far);
            // What there is can be seen, however small it is.
            let width = if part == 0 { 0 } else { width.max(4) };
            Segment { from: near.min(far).min(WHOLE - width), width }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(minors: &[[i64; 2]]) -> Vec<[Amount; 2]> {
        minors.iter().map(|month| month.map(|minor| Amount::from_minor(minor).unwrap())).collect()
    }

    #[test]
    fn parts_follow_each_other_and_the_largest_month_fills_the_chart() {
        let (bars, zero) = bars(&months(&[[600, 400], [100, 0]]));
        assert_eq!(zero, 0);
        assert_eq!(bars[0], [Segment { from: 0, width: 600 }, Segment { from: 600, width: 400 }]);
        assert_eq!(bars[1], [Segment { from: 0, width: 100 }, Segment { from: 100, width: 0 }]);
    }

    #[test]
    fn a_reduction_lies_left_of_the_zero_line() {
        let (bars, zero) = bars(&months(&[[300, 0], [-100, 50]]));
        assert_eq!(zero, 250);
        assert_eq!(bars[1], [Segment { from: 0, width: 250 }, Segment { from: 250, width: 125 }]);
    }

    #[test]
    fn whatever_the_amounts_are_bars_stay_inside_and_a_cent_is_seen() {
        let (bars, _) = bars(&months(&[[99_999_999_999_999, 1], [-1, 0], [0, 0]]));
        assert!(bars.iter().flatten().all(|segment| segment.from + segment.width <= WHOLE), "{bars:?}");
        assert!(bars[0][1].width > 0 && bars[1][0].width > 0);
        assert_eq!(bars[2], [Segment { from: bars[2][0].from, width: 0 }; 2]);
    }
}
