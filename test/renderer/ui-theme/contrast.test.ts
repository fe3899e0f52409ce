import { describe, expect, it } from 'vitest';
import { palettes, type Mode } from '../../../renderer/ui/theme/palette.ts';

/** WCAG 2.2, 1.4.3: relative luminance of an sRGB colour. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const tones = ['primary', 'secondary', 'error', 'warning', 'info', 'success'] as const;

describe.each(['light', 'dark'] satisfies Mode[])('%s theme', (mode) => {
  const p = palettes[mode];

  it.each([p.background.default, p.background.paper])('text is readable on %s', (ground) => {
    for (const colour of [p.text.primary, p.text.secondary, ...tones.map((tone) => p[tone].main)]) {
      expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(tones)('words of a %s chip, button and message are readable', (tone) => {
    expect(contrast(p[tone].main, p[tone].light)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(p[tone].contrastText, p[tone].main)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(p.text.primary, p[tone].light)).toBeGreaterThanOrEqual(4.5);
  });
});
