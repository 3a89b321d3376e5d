// The container: layout, value semantics, slices, transposition, joining, and growing storage.
import Arrays
import Testing

@Test func elementsAreColumnMajor() {
  let a = Matrix<Int>(rows: [[1, 2, 3], [4, 5, 6]])
  #expect(a.shape == [2, 3] && a.elements == [1, 4, 2, 5, 3, 6])
  #expect(a[1, 2] == 6 && a[3] == 5 && a[indices: [0, 1]] == 2 && a.strides == [1, 2])
  #expect(a.row(1) == [4, 5, 6] && a.column(2) == [3, 6] && a[0..<2, 1..<3] == Matrix(rows: [[2, 3], [5, 6]]))
  #expect(a[1..<4] == [4, 2, 5] && a.selecting([[1, 0, 1], [2]]) == Matrix(rows: [[6], [3], [6]]))
  #expect(a.reshaped([3, 2]).row(0) == [1, 5] && a.flattened().shape == [6])
  #expect(DenseArray<Int>(columnMajor: [7], shape: []).rank == 0)
  #expect(a.description == "[[1, 2, 3], [4, 5, 6]]" && a.column(0).description == "[1, 4]")
}

@Test func copiesAreIndependentUntilTheBufferIsSharedOnPurpose() {
  let a: Vector<Int> = [1, 2, 3]
  var b = a
  b[0] = 9
  #expect(a[0] == 1 && b[0] == 9)
  let shared = DenseArray(buffer: a.buffer, shape: [3])
  a.buffer[1] = 7
  #expect(shared[1] == 7)
}

@Test func transposes() {
  let a = Matrix<Int>(rows: 37, columns: 21) { $0 * 100 + $1 }
  let t = a.transposed()
  #expect(t.shape == [21, 37] && (0..<37).allSatisfy { i in (0..<21).allSatisfy { t[$0, i] == a[i, $0] } })
  let row = Vector<Int>([1, 2]).transposed()
  #expect(row.shape == [1, 2] && row.transposed().shape == [2, 1])
  let cube = DenseArray<Int>(columnMajor: Array(0..<24), shape: [2, 3, 4])
  let turned = cube.permutingDimensions([2, 0, 1])
  #expect(turned.shape == [4, 2, 3] && turned[indices: [3, 1, 2]] == cube[indices: [1, 2, 3]])
  #expect(cube.permutingDimensions([0, 1, 2]) == cube && turned.permutingDimensions([1, 2, 0]) == cube)
  #expect(Matrix<Int>(repeating: 0, shape: [0, 5]).transposed().shape == [5, 0])
}

@Test func joins() throws {
  let a = Matrix<Int>(rows: [[1, 2], [3, 4]])
  #expect(try Matrix.horizontally([a, [5, 6]]) == Matrix(rows: [[1, 2, 5], [3, 4, 6]]))
  #expect(try Matrix.vertically([a, Matrix(rows: [[7, 8]])]) == Matrix(rows: [[1, 2], [3, 4], [7, 8]]))
  #expect(try Vector<Int>.vertically([[1], [], [2, 3]]) == [1, 2, 3])
  #expect(try Matrix.concatenated([a, a], along: 2).shape == [2, 2, 2])
  #expect(throws: LinearAlgebraError.self) { try Matrix.vertically([a, [1, 2, 3]]) }
  #expect(throws: LinearAlgebraError.self) { try Matrix.concatenated([a], along: .max) }
  #expect(throws: LinearAlgebraError.self) { try Matrix.horizontally([a, [1, 2, 3]]) }
}

@Test func storageGrowsAndShrinks() {
  let storage = ArrayStorage<String>(capacity: 0)
  for i in 0..<100 { storage.append("\(i)") }
  #expect(storage.count == 100 && storage[99] == "99" && storage.capacity >= 100)
  storage.insert("first", at: 0)
  #expect(storage.remove(at: 1) == "0" && storage[0] == "first" && storage[1] == "1")
  storage.removeSubrange(1..<99)
  #expect(Array(storage.elements) == ["first", "99"])
  storage.append(copying: UnsafeBufferPointer(storage.elements))
  #expect(Array(storage.elements) == ["first", "99", "first", "99"])
  #expect(storage.popLast() == "99" && ArrayStorage<Int>(capacity: 0).popLast() == nil)
}

@Test func impossibleShapesAreRecognised() {
  #expect(DenseArray<Int>.elementCount(of: [1 << 40, 1 << 40]) == nil)
  #expect(DenseArray<Int>.elementCount(of: [-1, 2]) == nil && DenseArray<Int>.elementCount(of: [0, -1]) == nil)
  #expect(DenseArray<Int>.elementCount(of: [1 << 40, 1 << 40, 0]) == nil)
  #expect(DenseArray<Int>.elementCount(of: [0, 1 << 40]) == 0 && DenseArray<Int>.elementCount(of: []) == 1)
}

@Test func comparesLikeNumbers() {
  #expect(Vector<Double>([.nan]) != [.nan] && Vector<Double>([0]) == [-0.0])
  #expect(Vector<Double>([1, 2]) != Matrix(rows: [[1], [2]]))
  #expect(Vector<Int>([1, 2]).hashValue == Vector<Int>([1, 2]).hashValue)
}
