// Exact linear algebra of small matrices, made by make_matrix_reference.py with SymPy.

let exactMatrixReference: [MatrixReference] = [
  MatrixReference(
    matrix: "2 1; 1 1",
    reduced: "1 0; 0 1", pivots: [0, 1],
    determinant: "1", characteristic: "1 -3 1",
    eigenvalues: [["3/2", "-1/2", "5", "1"], ["3/2", "1/2", "5", "1"]],
    invariantFactors: [1, 1]),
  MatrixReference(
    matrix: "0 -1; 1 0",
    reduced: "1 0; 0 1", pivots: [0, 1],
    determinant: "1", characteristic: "1 0 1",
    eigenvalues: [["0", "-1", "-1", "1"], ["0", "1", "-1", "1"]],
    invariantFactors: [1, 1]),
  MatrixReference(
    matrix: "1 2 3; 4 5 6; 7 8 9",
    reduced: "1 0 -1; 0 1 2; 0 0 0", pivots: [0, 1],
    determinant: "0", characteristic: "0 -18 -15 1",
    eigenvalues: [["0", "0", "1", "1"], ["15/2", "-3/2", "33", "1"], ["15/2", "3/2", "33", "1"]],
    invariantFactors: [1, 3]),
  MatrixReference(
    matrix: "5 4 2 1; 0 1 -1 -1; -1 -1 3 0; 1 1 -1 2",
    reduced: "1 0 0 0; 0 1 0 0; 0 0 1 0; 0 0 0 1", pivots: [0, 1, 2, 3],
    determinant: "32", characteristic: "32 -64 42 -11 1",
    eigenvalues: [["1", "0", "1", "1"], ["2", "0", "1", "1"], ["4", "0", "1", "2"]],
    invariantFactors: [1, 1, 2, 16]),
  MatrixReference(
    matrix: "0 0 2; 1 0 0; 0 1 0",
    reduced: "1 0 0; 0 1 0; 0 0 1", pivots: [0, 1, 2],
    determinant: "2", characteristic: "-2 0 0 1",
    eigenvalues: [],
    invariantFactors: [1, 1, 2]),
  MatrixReference(
    matrix: "1 1/2 1/3 1/4; 1/2 1/3 1/4 1/5; 1/3 1/4 1/5 1/6; 1/4 1/5 1/6 1/7",
    reduced: "1 0 0 0; 0 1 0 0; 0 0 1 0; 0 0 0 1", pivots: [0, 1, 2, 3],
    determinant: "1/6048000", characteristic: "1/6048000 -41/23625 3341/12600 -176/105 1",
    eigenvalues: [],
    invariantFactors: nil),
  MatrixReference(
    matrix: "0 0 0; 0 0 0",
    reduced: "0 0 0; 0 0 0", pivots: [],
    invariantFactors: []),
  MatrixReference(
    matrix: "2 0 0 0; 0 6 0 0; 0 0 10 0; 0 0 0 15",
    reduced: "1 0 0 0; 0 1 0 0; 0 0 1 0; 0 0 0 1", pivots: [0, 1, 2, 3],
    determinant: "1800", characteristic: "1800 -1500 362 -33 1",
    eigenvalues: [["10", "0", "1", "1"], ["15", "0", "1", "1"], ["2", "0", "1", "1"], ["6", "0", "1", "1"]],
    invariantFactors: [1, 2, 30, 30]),
  MatrixReference(
    matrix: "-9 4; 0 -4",
    reduced: "1 0; 0 1", pivots: [0, 1],
    determinant: "36", characteristic: "36 13 1",
    eigenvalues: [["-4", "0", "1", "1"], ["-9", "0", "1", "1"]],
    invariantFactors: [1, 36]),
  MatrixReference(
    matrix: "-5 1 -1; -3 -2 5; -5 -4 2",
    reduced: "1 0 0; 0 1 0; 0 0 1", pivots: [0, 1, 2],
    determinant: "-101", characteristic: "101 14 5 1",
    eigenvalues: [],
    invariantFactors: [1, 1, 101]),
  MatrixReference(
    matrix: "-5 -8 -2; 3 7 7; -7 4 -9",
    reduced: "1 0 0; 0 1 0; 0 0 1", pivots: [0, 1, 2],
    determinant: "509", characteristic: "-509 -71 7 1",
    eigenvalues: [],
    invariantFactors: [1, 1, 509]),
  MatrixReference(
    matrix: "1 1 1 3; -3 -2 1 0; -3 -2 0 2; 0 -3 -3 1",
    reduced: "1 0 0 0; 0 1 0 0; 0 0 1 0; 0 0 0 1", pivots: [0, 1, 2, 3],
    determinant: "-46", characteristic: "-46 -47 11 0 1",
    eigenvalues: [],
    invariantFactors: [1, 1, 1, 46]),
  MatrixReference(
    matrix: "4 7 -9 6 8; 0 9 -9 -3 9; -8 2 6 4 -2; -8 -9 7 -4 4; 1 9 -7 3 -1",
    reduced: "1 0 0 0 0; 0 1 0 0 0; 0 0 1 0 0; 0 0 0 1 0; 0 0 0 0 1", pivots: [0, 1, 2, 3, 4],
    determinant: "-37728", characteristic: "37728 -5770 621 -153 -14 1",
    eigenvalues: [],
    invariantFactors: [1, 1, 1, 2, 18864]),
  MatrixReference(
    matrix: "-2 -2 5 -6 4; -6 -2 5 -1 3; -4 -3 -6 2 1",
    reduced: "1 0 0 -5/4 1/4; 0 1 0 22/9 -37/27; 0 0 1 -13/18 19/54", pivots: [0, 1, 2],
    invariantFactors: [1, 1, 1]),
  MatrixReference(
    matrix: "4 4 -1; 1 -4 0; -3 1 -3; -3 -2 4; -5 0 5",
    reduced: "1 0 0; 0 1 0; 0 0 1; 0 0 0; 0 0 0", pivots: [0, 1, 2],
    invariantFactors: [1, 1, 1]),
  MatrixReference(
    matrix: "0 -1 -2 -1 0 -1; -1 2 -2 1 0 2; 2 2 0 -1 0 -2; 0 1 2 1 2 0; -1 -1 0 2 1 0; -1 -1 0 1 -1 1",
    reduced: "1 0 0 0 0 0; 0 1 0 0 0 0; 0 0 1 0 0 0; 0 0 0 1 0 0; 0 0 0 0 1 0; 0 0 0 0 0 1", pivots: [0, 1, 2, 3, 4, 5],
    determinant: "16", characteristic: "16 107 -19 -33 14 -5 1",
    eigenvalues: [],
    invariantFactors: [1, 1, 1, 1, 1, 16]),
  MatrixReference(
    matrix: "3/2 -3; -4/3 -1/6",
    reduced: "1 0; 0 1", pivots: [0, 1],
    determinant: "-17/4", characteristic: "-17/4 -4/3 1",
    eigenvalues: [["-3/2", "0", "1", "1"], ["17/6", "0", "1", "1"]],
    invariantFactors: nil),
  MatrixReference(
    matrix: "1 3/2 1; 3 -1/3 3; 0 -1/4 0",
    reduced: "1 0 1; 0 1 0; 0 0 0", pivots: [0, 1],
    determinant: "0", characteristic: "0 -49/12 -2/3 1",
    eigenvalues: [["0", "0", "1", "1"], ["1/3", "-1/6", "151", "1"], ["1/3", "1/6", "151", "1"]],
    invariantFactors: nil),
  MatrixReference(
    matrix: "1/6 2/3 9/2 -9; -5/2 5/3 5/2 -1/3; 2 1/2 1 1",
    reduced: "1 0 0 13/20; 0 1 0 49/10; 0 0 1 -11/4", pivots: [0, 1, 2],
    invariantFactors: nil),
  MatrixReference(
    matrix: "3/2 -9/5 -2 0; 5/2 9 3/2 4/5; -5/4 -9/4 8 1/2; -2 -1/2 -3/5 -9/2",
    reduced: "1 0 0 0; 0 1 0 0; 0 0 1 0; 0 0 0 1", pivots: [0, 1, 2, 3],
    determinant: "-463773/800", characteristic: "-463773/800 61843/200 813/40 -14 1",
    eigenvalues: [],
    invariantFactors: nil),
  MatrixReference(
    matrix: "-3 2 -3 4 4; -6 -4 6 4 -2; 5 6 -9 -2 5; -6 0 0 6 3; 7 2 -3 -6 -1",
    reduced: "1 0 0 -1 -1/2; 0 1 -3/2 1/2 5/4; 0 0 0 0 0; 0 0 0 0 0; 0 0 0 0 0", pivots: [0, 1],
    determinant: "0", characteristic: "0 0 0 13 11 1",
    eigenvalues: [["-11/2", "-1/2", "69", "1"], ["-11/2", "1/2", "69", "1"], ["0", "0", "1", "3"]],
    invariantFactors: [1, 1]),
]
