import 'server-only';
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SampleLayout } from '@/lib/domain/metrics/sample-row';
import { parseSeries, seriesText } from '@/lib/domain/metrics/series-text';

/** The series of a layout as a page writes them, a line each, deflated, and their SHA-256 in hex. */
export const packSeries = (layout: SampleLayout): { packed: Uint8Array; digest: string } => {
  const text = layout.map(seriesText).join('\n');
  return {
    packed: deflateRawSync(text),
    digest: createHash('sha256').update(text).digest('hex'),
  };
};

/** The series that were packed; the same objects as those of other layouts and of pages. */
export const unpackSeries = (packed: Uint8Array): SampleLayout =>
  inflateRawSync(packed)
    .toString('utf8')
    .split('\n')
    .flatMap((text) => parseSeries(text) ?? []);
