/** What a place in a ranking is worth, 1 being the best, in reciprocal rank fusion (Cormack et al. 2009, with their constant of 60). */
export const rankScore = (rank: number): number => 1 / (60 + rank);
