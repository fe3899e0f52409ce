import { Box } from '@mui/material';
import type { LoadFigure } from '../../../shared/exchange/office-api.ts';
import { countText, dayText, momentText } from '../office/moment-text.ts';
import { useTexts } from '../texts/index.ts';
import { trendOf, type Room } from './trend.ts';

const room: Room = { width: 640, height: 190, left: 64, right: 16, top: 12, bottom: 26 };

/** Rows of a dataset after each load, as a line; loads that were not applied are crosses on it. */
export function LoadTrend({ loads }: { readonly loads: readonly LoadFigure[] }) {
  const t = useTexts();
  const { points, ticks } = trendOf(loads, room);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const days = { first: dayText(first.load.at), last: dayText(last.load.at) };
  return (
    <Box
      component="svg"
      viewBox={`0 0 ${room.width} ${room.height}`}
      role="img"
      aria-label={t('centre.dashboard.trendLabel', { count: points.length, ...days })}
      sx={{
        ...{ width: '100%', maxWidth: 760, display: 'block', color: 'primary.main', fontSize: 11 },
        '& text': { fill: 'currentColor', color: 'text.secondary' },
        '& line': { stroke: 'currentColor', color: 'divider' },
        '& .cross': { stroke: 'currentColor', color: 'error.main', strokeWidth: 2 },
      }}
    >
      {ticks.map(({ y, rows }) => (
        <g key={rows}>
          <line x1={room.left} x2={room.width - room.right} y1={y} y2={y} />
          <text x={room.left - 8} y={y + 4} textAnchor="end">
            {countText(rows)}
          </text>
        </g>
      ))}
      <polyline
        points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
      />
      {points.map(({ x, y, load, rows, isApplied }) => {
        const when = momentText(load.at);
        return isApplied ? (
          <circle key={load.batch} cx={x} cy={y} r={4} fill="currentColor">
            <title>{t('centre.dashboard.point', { when, rows: countText(rows) })}</title>
          </circle>
        ) : (
          <path key={load.batch} className="cross" d={`M${x - 4},${y - 4}l8,8m0,-8l-8,8`}>
            <title>{t('centre.dashboard.refusedPoint', { when, errors: countText(load.errorCount) })}</title>
          </path>
        );
      })}
      <text x={first.x} y={room.height - 6} textAnchor={points.length > 1 ? 'start' : 'middle'}>
        {days.first}
      </text>
      {points.length > 1 && (
        <text x={last.x} y={room.height - 6} textAnchor="end">
          {days.last}
        </text>
      )}
    </Box>
  );
}
