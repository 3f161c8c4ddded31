# cython: language_level=3, boundscheck=False, wraparound=False
"""`trees.sum_of` in C: a row of features goes down all trees of a question, and their leaves add up."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc

cdef struct Node:
    int feature  # -1 for a leaf
    int low  # the node where the feature is at most the threshold
    int high
    double value  # the threshold, or what the leaf is worth


cdef class Sum:
    """The trees of one question; called with a row it adds up the leaves that the row comes to."""

    cdef Node *nodes
    cdef int *roots
    cdef int trees
    cdef int width  # features that the trees ask about

    def __cinit__(self, trees):
        flat = []
        starts = [_lay_out(tree, flat) for tree in trees]
        self.trees = len(starts)
        self.width = 1 + max([node[0] for node in flat], default=-1)
        self.nodes = <Node *>PyMem_Malloc((len(flat) + 1) * sizeof(Node))
        self.roots = <int *>PyMem_Malloc((len(starts) + 1) * sizeof(int))
        if self.nodes == NULL or self.roots == NULL:
            raise MemoryError
        for at, (feature, low, high, value) in enumerate(flat):
            self.nodes[<int>at] = Node(feature, low, high, value)
        for at, start in enumerate(starts):
            self.roots[<int>at] = start

    def __dealloc__(self):
        PyMem_Free(self.nodes)
        PyMem_Free(self.roots)

    def __call__(self, row):
        cdef int tree, i
        cdef double total = 0.0
        cdef Node *node
        cdef double *values
        if len(row) < self.width:
            raise IndexError("a row with too few features")
        values = <double *>PyMem_Malloc((self.width + 1) * sizeof(double))
        if values == NULL:
            raise MemoryError
        try:
            for i in range(self.width):
                values[i] = row[i]
            for tree in range(self.trees):
                node = self.nodes + self.roots[tree]
                while node.feature >= 0:
                    node = self.nodes + (node.low if values[node.feature] <= node.value else node.high)
                total += node.value
            return total
        finally:
            PyMem_Free(values)


def _lay_out(tree, list flat):
    """Append the nodes of a tree to `flat` as (feature, low, high, value); the number of its root."""
    at = len(flat)
    if not isinstance(tree, list):
        flat.append((-1, 0, 0, float(tree)))
        return at
    feature, threshold, low, high = tree
    flat.append(None)
    flat[at] = (int(feature), _lay_out(low, flat), _lay_out(high, flat), float(threshold))
    return at
