import type { ScanEstimate } from '../api/space';
import { dutyOfPace } from '../keys/duty-of-pace';

/**
 * Measured on two cores with 1,000,000 keys of 1 KiB: 20 s. A key costs its walk and its decoding,
 * a byte its way out of the database and over the wire.
 */
const secondsPerKey = 4e-6;
const secondsPerByte = 15e-9;

/** What a key weighs in a usual Kubernetes store, where nothing tells better. */
const usualBytesPerKey = 1_500;

/** About how long a scan takes at each pace. */
export const secondsOfScan = (keys: number, bytes: number | null): ScanEstimate['seconds'] => {
  const reading = keys * secondsPerKey + (bytes ?? keys * usualBytesPerKey) * secondsPerByte;
  return {
    gentle: reading / dutyOfPace.gentle,
    normal: reading / dutyOfPace.normal,
    fast: reading / dutyOfPace.fast,
  };
};
