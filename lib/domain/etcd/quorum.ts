/** How many voters must agree: more than half of them. Zero where there is no voter. */
export const quorumOf = (voters: number): number => (voters === 0 ? 0 : Math.floor(voters / 2) + 1);

/** How many of the voters that work now may fail before the quorum is lost; never negative. */
export const failuresSurvivable = (voters: number, working: number): number =>
  Math.max(0, working - quorumOf(voters));

/** How many failures an even number of voters survives less than it costs: one voter does nothing. */
export const isEvenForNothing = (voters: number): boolean => voters > 0 && voters % 2 === 0;
