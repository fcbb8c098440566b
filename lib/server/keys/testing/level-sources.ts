import 'server-only';
import type { KeyRange } from '@/lib/domain/keys/key-range';
import { levelParts } from '@/lib/domain/keys/level-parts';
import type { KeySource } from '../../etcd/key-source';
import { levelCacheOf } from '../level-cache';
import type { Level } from '../level-child';
import type { LevelSources } from '../read-children';

/** What a reading of a folder draws on, where one source answers everything. */
export const levelSourcesOf = (
  source: KeySource,
  { prefix, delimiter }: Level,
  readable?: readonly KeyRange[],
): LevelSources => ({
  keys: source,
  heavyKeys: source,
  cache: levelCacheOf(source, ''),
  parts: levelParts(prefix, delimiter, readable),
});
