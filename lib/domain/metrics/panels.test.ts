import { expect, it } from 'vitest';
import { panelIds } from './panel-declaration';
import { panelHistograms } from './panel-histograms';
import { panelDeclarations } from './panels';

it('declares each panel once, in the order of the page', () => {
  expect(panelDeclarations.map(({ id }) => id)).toEqual(panelIds);
});

it('tells the lines of a panel apart', () => {
  for (const { id, lines } of panelDeclarations) {
    const parts = lines.map(({ part }) => part);
    expect({ id, parts: new Set(parts).size }).toEqual({ id, parts: parts.length });
  }
});

it('has a histogram for each distribution and for no other', () => {
  for (const panel of panelDeclarations) {
    const count = panelHistograms(panel).length;
    expect({ id: panel.id, has: count > 0 }).toEqual({
      id: panel.id,
      has: panel.shape === 'distribution',
    });
  }
});
