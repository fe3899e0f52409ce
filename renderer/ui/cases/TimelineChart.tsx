import { Box } from '@mui/material';
import type { PlainDate } from '../../../shared/dates/plain-date.ts';
import { useTexts } from '../texts/index.ts';
import { monthsOf, placeOf, type Axis, type Bar } from './timeline-axis.ts';

interface Scale {
  readonly axis: Axis;
  /** Null: the case has ended, nothing happens today. */
  readonly today: PlainDate | null;
}

/** They differ in form as well as in colour: an outline, a full bar, a striped one. */
const looks = {
  plan: { height: 6, border: 1, borderColor: 'text.secondary', bgcolor: 'background.default' },
  work: { height: 8, bgcolor: 'primary.main' },
  wait: {
    height: 8,
    border: 1,
    borderColor: 'warning.main',
    color: 'warning.main',
    background: 'repeating-linear-gradient(135deg, currentColor 0 2px, transparent 2px 5px)',
  },
} as const satisfies Record<Bar['kind'], object>;

const printed = { printColorAdjust: 'exact', boxSizing: 'border-box', borderRadius: '2px' } as const;
const line = { position: 'absolute', top: 0, bottom: 0, width: 0 } as const;
const monthName = {
  position: 'absolute',
  bottom: 0,
  pl: 0.25,
  fontSize: '0.6875rem',
  color: 'text.secondary',
} as const;
const monthLine = { ...line, borderLeft: 1, borderColor: 'divider' } as const;
const todayLine = { ...line, borderLeft: '2px dashed', borderColor: 'error.main' } as const;

const at = (scale: Scale, day: PlainDate) => ({ left: `${placeOf(scale.axis, day)}%` });

/** The lines that run through every row of the chart: beginnings of months, and today. */
function Lines(scale: Scale) {
  return (
    <Box aria-hidden sx={{ position: 'absolute', inset: 0 }}>
      {monthsOf(scale.axis).map(({ day }) => (
        <Box key={day} sx={monthLine} style={at(scale, day)} />
      ))}
      {scale.today !== null && <Box sx={todayLine} style={at(scale, scale.today)} />}
    </Box>
  );
}

/** What stands over the chart: the months, and which line is today. */
export function TimelineHead(scale: Scale) {
  const t = useTexts();
  // A name that begins at the very end would be cut off.
  const months = monthsOf(scale.axis).filter(({ day }) => placeOf(scale.axis, day) < 90);
  // At the right end the word stands left of its line.
  const turned = scale.today !== null && placeOf(scale.axis, scale.today) > 70;
  return (
    <Box sx={{ position: 'relative', height: 34, whiteSpace: 'nowrap', overflow: 'hidden' }}>
      <Box component="span" sx={{ position: 'absolute', clipPath: 'inset(50%)' }}>
        {t('cases.timeline.chart')}
      </Box>
      {months.map(({ day, name }) => (
        <Box key={day} aria-hidden sx={monthName} style={at(scale, day)}>
          {name}
        </Box>
      ))}
      {scale.today !== null && (
        <Box
          aria-hidden
          sx={{
            position: 'absolute',
            top: 0,
            px: 0.5,
            color: 'error.main',
            transform: turned ? 'translateX(-100%)' : 'none',
          }}
          style={at(scale, scale.today)}
        >
          {t('cases.timeline.today')}
        </Box>
      )}
    </Box>
  );
}

/** The bars of one step, under one another; in words for those who do not see them. */
export function TimelineBars({ bars, ...scale }: Scale & { readonly bars: readonly Bar[] }) {
  return (
    <Box sx={{ position: 'absolute', inset: 0 }}>
      <Lines {...scale} />
      <Box
        role="img"
        aria-label={bars.map(({ text }) => text).join('; ')}
        sx={{ position: 'relative', py: 0.75, display: 'grid', rowGap: '3px' }}
      >
        {bars.map(({ kind, from, until, text }, no) => {
          const left = placeOf(scale.axis, from);
          return (
            <Box
              key={no}
              title={text}
              sx={{ ...printed, ...looks[kind], minWidth: 5 }}
              style={{ marginLeft: `${left}%`, width: `${placeOf(scale.axis, until) - left}%` }}
            />
          );
        })}
      </Box>
    </Box>
  );
}

/** Height of the bars of a step, so that its row is as high: they lie over it. */
export function heightOf(bars: readonly Bar[]): number {
  return 12 + bars.length * 11;
}

/** What the forms of the bars mean. */
export function TimelineLegend() {
  const t = useTexts();
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0, display: 'flex', flexWrap: 'wrap', gap: 2 }}>
      {(['plan', 'work', 'wait'] as const).map((kind) => (
        <Box key={kind} component="li" sx={{ display: 'flex', alignItems: 'center', gap: 0.75, typography: 'caption' }}>
          <Box aria-hidden sx={{ ...printed, ...looks[kind], width: 28 }} />
          {t(`cases.timeline.legend.${kind}`)}
        </Box>
      ))}
    </Box>
  );
}
