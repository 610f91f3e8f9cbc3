"""A picture of the ties of one document: what it rests on at the left, what came of it at the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.register.entry import Tie
from desktop.register.links import Edge, Graph, Node
from desktop.widgets.appearance import Appearance
from desktop.widgets.labels import wrap_lines

_WIDE, _HIGH, _ACROSS, _BELOW = 176, 46, 62, 12
"""Pixels at 100 %: a box, and the room between two boxes beside and below each other."""
_INKS = {
    Tie.REPEALS: "bad",
    Tie.AMENDS: "warn",
    Tie.BASIS: "accent",
    Tie.FORWARDS: "accent",
    Tie.CITES: "muted",
}


class LinkPicture(QWidget):
    """Boxes in columns by their distance, with arrows. `entry_chosen` tells the entry of a box that was clicked."""

    entry_chosen = Signal(int)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self._graph = Graph((), ())
        self._boxes: dict[str, QRectF] = {}
        self.setAccessibleName("关联文件图")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("own_size", True)
        self.setMouseTracking(True)
        appearance.resized.connect(self._arrange)
        appearance.changed.connect(self.update)

    def show_graph(self, graph: Graph) -> None:
        """Show other ties."""
        self._graph = graph
        words = {node.key: node.words for node in graph.nodes}
        told = (f"{words[edge.source]} {edge.tie.value} {words[edge.target]}" for edge in graph.edges)
        self.setAccessibleDescription("；".join(told) or "没有关联的文件")
        self._arrange()

    def _arrange(self) -> None:
        look = self._look
        wide, high = look.px(_WIDE), look.px(_HIGH)
        ranks = sorted({node.rank for node in self._graph.nodes})
        columns = {rank: [node for node in self._graph.nodes if node.rank == rank] for rank in ranks}
        tallest = max(map(len, columns.values()), default=0)
        whole = tallest * high + max(0, tallest - 1) * look.px(_BELOW)
        self._boxes = {}
        for place, rank in enumerate(ranks):
            count = len(columns[rank])
            top = (whole - count * high - (count - 1) * look.px(_BELOW)) / 2
            for row, node in enumerate(columns[rank]):
                left = place * (wide + look.px(_ACROSS)) + 1
                self._boxes[node.key] = QRectF(left, top + row * (high + look.px(_BELOW)) + 1, wide, high)
        across = max(0, len(ranks) * wide + max(0, len(ranks) - 1) * look.px(_ACROSS))
        self.setFixedSize(QSize(across + 2, whole + 2))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found is not None else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.entry_chosen.emit(found.entry)

    def _at(self, point: QPointF) -> Node | None:
        """Return the node of another entry of the register under a point."""
        for node in self._graph.nodes:
            if node.entry and node.rank and self._boxes[node.key].contains(point):
                return node
        return None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._look.sans("small"))
        for edge in self._graph.edges:
            self._paint_edge(painter, edge)
        for node in self._graph.nodes:
            self._paint_node(painter, node, self._boxes[node.key])

    def _paint_edge(self, painter: QPainter, edge: Edge) -> None:
        look, source, target = self._look, self._boxes[edge.source], self._boxes[edge.target]
        back = source.left() > target.left()
        begin = QPointF(source.left() if back else source.right(), source.center().y())
        end = QPointF(target.right() if back else target.left(), target.center().y())
        ink = look.color(_INKS[edge.tie])
        bend = (end.x() - begin.x()) / 2
        path = QPainterPath(begin)
        path.cubicTo(begin + QPointF(bend, 0), end - QPointF(bend, 0), end)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.4))
        painter.drawPath(path)
        tip = look.px(6) * (1 if back else -1)
        painter.drawLine(end, end + QPointF(tip, -look.px(3.5)))
        painter.drawLine(end, end + QPointF(tip, look.px(3.5)))
        words = edge.tie.value
        metrics = QFontMetrics(painter.font())
        middle = path.pointAtPercent(0.5)
        box = QRectF(0, 0, metrics.horizontalAdvance(words) + 6, metrics.height())
        box.moveCenter(middle)
        painter.fillRect(box, look.color("surface"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_node(self, painter: QPainter, node: Node, box: QRectF) -> None:
        look = self._look
        arrived = bool(node.entry)
        pen = QPen(look.color("accent" if not node.rank else "line-strong"), 1.6 if not node.rank else 1)
        if not arrived:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.color("accent-soft" if not node.rank else "surface"))
        radius = look.theme.radius("chip")
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(look.color("text" if arrived else "muted"))
        room = box.adjusted(look.px(7), 0, -look.px(7), 0)
        metrics = QFontMetrics(painter.font())
        lines = wrap_lines(node.words or "（无标题）", metrics, int(room.width()), 2)
        pitch = round(metrics.height() * 1.1)
        top = room.center().y() - pitch * len(lines) / 2
        for number, line in enumerate(lines):
            place = QRectF(room.left(), top + number * pitch, room.width(), pitch)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
