"""The formulas of the fifteen derivations as a person would write them on a whiteboard."""

import pytest

from engine.maths.formula import problems
from tests.engine.maths.formula.picture import Picture

PICTURES = [
    Picture(
        "ridge shrinks a direction",
        r"\frac{n(1-\rho)}{n(1-\rho)+\lambda}",
        """
   n(1 − ρ)
──────────────
 n(1 − ρ) + λ
""",
    ),
    Picture(
        "least squares",
        r"J(w) = \frac{1}{2}(Xw-y)^\top(Xw-y)",
        """
        1
J(w) = ─── (Xw − y)ᵀ(Xw − y)
        2
""",
    ),
    Picture(
        "the gradient of least squares",
        r"\nabla J = X^\top(Xw-y)",
        """
∇J = Xᵀ(Xw − y)
""",
    ),
    Picture(
        "the normal equations",
        r"w^* = (X^\top X)^{-1}X^\top y",
        """
w* = (XᵀX)⁻¹Xᵀy
""",
    ),
    Picture(
        "solving by QR",
        r"R w = Q^\top y,\quad \operatorname{cond}(X^\top X) = \operatorname{cond}(X)^2",
        """
Rw = Qᵀy,  cond(XᵀX) = cond(X)²
""",
    ),
    Picture(
        "gradient descent and its limit",
        r"w \leftarrow w - \eta X^\top(Xw-y), \quad 0 < \eta < \frac{2}{\lambda_{\max}(X^\top X)}",
        """
                                   2
w ← w − ηXᵀ(Xw − y),  0 < η < ───────────
                               λₘₐₓ(XᵀX)
""",
    ),
    Picture(
        "the minimum-norm solution",
        r"w = X^+ y",
        """
w = X⁺y
""",
    ),
    Picture(
        "the Gaussian likelihood",
        r"p(y\mid X,w) = \prod_{i=1}^n (2\pi\sigma^2)^{-1/2}\exp\left(-\frac{(y_i-w^\top x_i)^2}{2"
        r"\sigma^2}\right)",
        """
                n
              ─┬─┬─      −1/2    ⎛   (yᵢ − wᵀxᵢ)² ⎞
p(y | X, w) =  │ │ (2πσ²)     exp⎜− ──────────────⎟
               │ │               ⎝       2σ²      ⎠
               i=1
""",
    ),
    Picture(
        "the negative log likelihood",
        r"\mathrm{NLL} = \frac{n}{2}\log(2\pi\sigma^2)+\frac{1}{2\sigma^2}\|y-Xw\|^2",
        """
       n                1
NLL = ─── log(2πσ²) + ───── ‖y − Xw‖²
       2               2σ²
""",
    ),
    Picture(
        "the variance estimate",
        r"\hat\sigma^2 = \frac{\mathrm{RSS}}{n}",
        """
      RSS
σ̂² = ─────
       n
""",
    ),
    Picture(
        "the posterior",
        r"-\log p(w\mid y) = \frac{1}{2\sigma^2}\|y-Xw\|^2+\frac{1}{2\tau^2}\|w\|^2+\text{const}",
        """
                  1                 1
−log p(w | y) = ───── ‖y − Xw‖² + ───── ‖w‖² + const
                 2σ²               2τ²
""",
    ),
    Picture(
        "lambda as a ratio of variances",
        r"\lambda = \frac{\sigma^2}{\tau^2}",
        """
     σ²
λ = ────
     τ²
""",
    ),
    Picture(
        "the lasso as a posterior mode",
        r"\frac{1}{2}\|y-Xw\|^2+\frac{\sigma^2}{b}\|w\|_1",
        """
 1               σ²
─── ‖y − Xw‖² + ──── ‖w‖₁
 2               b
""",
    ),
    Picture(
        "ridge by singular values",
        r"w_{\text{ridge}} = \sum_j \frac{s_j}{s_j^2+\lambda}(u_j^\top y)v_j",
        """
         ╲▔▔    sⱼ
w      =  ❯  ───────── (uⱼᵀy)vⱼ
 ridge   ╱▁▁  sⱼ² + λ
          j
""",
    ),
    Picture(
        "the fitted values of ridge",
        r"\hat y = \sum_{j=1}^{d}\frac{s_j^2}{s_j^2+\lambda}u_ju_j^\top y",
        """
     d
    ╲▔▔    sⱼ²
ŷ =  ❯  ───────── uⱼuⱼᵀy
    ╱▁▁  sⱼ² + λ
    j=1
""",
    ),
    Picture(
        "effective degrees of freedom",
        r"\operatorname{df}(\lambda)=\operatorname{tr}\left[X(X^\top X+\lambda I)^{-1}X^\top\right]="
        r"\sum_j\frac{s_j^2}{s_j^2+\lambda}",
        """
                              ╲▔▔    sⱼ²
df(λ) = tr[X(XᵀX + λI)⁻¹Xᵀ] =  ❯  ─────────
                              ╱▁▁  sⱼ² + λ
                               j
""",
    ),
    Picture(
        "two correlated features",
        r"X^\top X = n\begin{bmatrix}1&\rho\\\rho&1\end{bmatrix}",
        """
XᵀX = n ⎡ 1  ρ ⎤
        ⎣ ρ  1 ⎦
""",
    ),
    Picture(
        "the variance inflation factor",
        r"\operatorname{VIF} = \frac{1}{1-\rho^2}, \qquad \frac{\sigma^2}{n(1-\rho)}\to\infty "
        r"\text{ as } \rho\to 1",
        """
         1             σ²
VIF = ────────,    ────────── → ∞ as ρ → 1
       1 − ρ²       n(1 − ρ)
""",
    ),
    Picture(
        "partial residuals",
        r"r_j = y-\sum_{k\neq j}x_kw_k,\quad z_j=x_j^\top r_j,\quad a_j=\|x_j\|^2",
        """
rⱼ = y − ∑  xₖwₖ,  zⱼ = xⱼᵀrⱼ,  aⱼ = ‖xⱼ‖²
         k≠j
""",
    ),
    Picture(
        "the subgradient condition",
        r"0 \in a_jw-z_j+\lambda_1\,\partial|w|",
        """
0 ∈ aⱼw − zⱼ + λ₁ ∂|w|
""",
    ),
    Picture(
        "the soft threshold",
        r"w_j=\frac{S(z_j,\lambda_1)}{a_j+\lambda_2},\qquad S(z,t)=\operatorname{sign}(z)\max(|z|-t,0)",
        """
      S(zⱼ, λ₁)
wⱼ = ───────────,    S(z, t) = sign(z) max(|z| − t, 0)
       aⱼ + λ₂
""",
    ),
    Picture(
        "the KKT condition at zero",
        r"|x_j^\top(y-Xw)|\le\lambda_1 \text{ if } w_j=0",
        """
|xⱼᵀ(y − Xw)| ≤ λ₁ if wⱼ = 0
""",
    ),
    Picture(
        "the largest useful lambda",
        r"\lambda_{\max}=\max_j|x_j^\top y|",
        """
λₘₐₓ = max |xⱼᵀy|
        j
""",
    ),
    Picture(
        "the grouping bound",
        r"|w_i-w_j|\le\frac{\|y\|}{\lambda_2}\sqrt{2(1-\rho_{ij})}",
        """
             ‖y‖   ▁▁▁▁▁▁▁▁▁▁
|wᵢ − wⱼ| ≤ ───── √2(1 − ρᵢⱼ)
             λ₂
""",
    ),
    Picture(
        "the derivative of the sigmoid",
        r"\sigma'(z)=\sigma(z)(1-\sigma(z))",
        """
σ′(z) = σ(z)(1 − σ(z))
""",
    ),
    Picture(
        "the logistic loss",
        r"-\sum_i\left[y_i\log p_i+(1-y_i)\log(1-p_i)\right]=\sum_i\left[\log(1+e^{z_i})-y_iz_i\right]",
        """
                                                     zᵢ
− ∑ [yᵢ log pᵢ + (1 − yᵢ) log(1 − pᵢ)] = ∑ [log(1 + e  ) − yᵢzᵢ]
  i                                      i
""",
    ),
    Picture(
        "the logistic gradient and Hessian",
        r"\nabla = X^\top(p-y),\quad H=X^\top RX,\quad R=\operatorname{diag}(p\odot(1-p))",
        """
∇ = Xᵀ(p − y),  H = XᵀRX,  R = diag(p ⊙ (1 − p))
""",
    ),
    Picture(
        "the Hessian is positive",
        r"v^\top Hv=\sum_i r_i(x_i^\top v)^2\ge 0",
        """
vᵀHv = ∑ rᵢ(xᵢᵀv)² ≥ 0
       i
""",
    ),
    Picture(
        "Newton's step",
        r"w\leftarrow w-H^{-1}\nabla=(X^\top RX)^{-1}X^\top R\tilde z,\qquad \tilde z=Xw-R^{-1}(p-y)",
        """
w ← w − H⁻¹∇ = (XᵀRX)⁻¹XᵀRz̃,    z̃ = Xw − R⁻¹(p − y)
""",
    ),
    Picture(
        "the bound on p(1 - p)",
        r"p(1-p)\le\tfrac14",
        """
p(1 − p) ≤ ¼
""",
    ),
    Picture(
        "softmax",
        r"p_k=\frac{e^{z_k}}{\sum_j e^{z_j}}",
        """
        zₖ
       e
pₖ = ────────
          zⱼ
      ∑ⱼ e
""",
    ),
    Picture(
        "log softmax",
        r"\log p_k=z_k-\operatorname{logsumexp}(z)",
        """
log pₖ = zₖ − logsumexp(z)
""",
    ),
    Picture(
        "the Jacobian of softmax",
        r"\frac{\partial p_k}{\partial z_j}=p_k(\delta_{kj}-p_j)",
        """
 ∂pₖ
───── = pₖ(δₖⱼ − pⱼ)
 ∂zⱼ
""",
    ),
    Picture(
        "cross-entropy",
        r"L=-\sum_k y_k\log p_k=\operatorname{logsumexp}(z)-\sum_k y_kz_k",
        """
L = − ∑ yₖ log pₖ = logsumexp(z) − ∑ yₖzₖ
      k                            k
""",
    ),
    Picture(
        "the gradient in a batch",
        r"\frac{\partial L}{\partial W}=\frac{1}{n}X^\top(P-Y)",
        """
 ∂L     1
──── = ─── Xᵀ(P − Y)
 ∂W     n
""",
    ),
    Picture(
        "bias and variance",
        r"\mathbb{E}\left[(y-\hat f)^2\right]=\sigma^2+(f-m)^2+\mathbb{E}\left[(\hat f-m)^2\right]",
        """
𝔼[(y − f̂)²] = σ² + (f − m)² + 𝔼[(f̂ − m)²]
""",
    ),
    Picture(
        "the variance of an average",
        r"\operatorname{Var}\left(\frac{1}{B}\sum_{b=1}^B T_b\right)=\frac{1}{B^2}\left[\sum_b"
        r"\operatorname{Var}(T_b)+\sum_{b\ne c}\operatorname{Cov}(T_b,T_c)\right]",
        """
   ⎛ 1   B   ⎞    1
Var⎜─── ∑  T ⎟ = ──── ⎡∑ Var(T ) + ∑  Cov(T , T )⎤
   ⎝ B  b=1 b⎠    B²  ⎣b      b    b≠c     b   c ⎦
""",
    ),
    Picture(
        "what correlation leaves",
        r"=\rho\sigma^2+\frac{(1-\rho)\sigma^2}{B}",
        """
         (1 − ρ)σ²
= ρσ² + ───────────
             B
""",
    ),
    Picture(
        "rows left out of a bootstrap",
        r"\left(1-\frac{1}{n}\right)^n\to e^{-1}\approx 0.368",
        """
⎛     1 ⎞ⁿ
⎜1 − ───⎟  → e⁻¹ ≈ 0.368
⎝     n ⎠
""",
    ),
    Picture(
        "the objective of k-means",
        r"J(c,\mu)=\sum_{i=1}^n\|x_i-\mu_{c_i}\|^2",
        """
           n
J(c, μ) = ∑  ‖xᵢ − μ  ‖²
          i=1       cᵢ
""",
    ),
    Picture(
        "assignment in k-means",
        r"c_i=\operatorname*{argmin}_k\|x_i-\mu_k\|^2",
        """
cᵢ = argmin ‖xᵢ − μₖ‖²
       k
""",
    ),
    Picture(
        "the update of k-means",
        r"\frac{\partial J}{\partial\mu_k}=-2\sum_{i\in k}(x_i-\mu_k)=0",
        """
 ∂J
───── = −2 ∑  (xᵢ − μₖ) = 0
 ∂μₖ       i∈k
""",
    ),
    Picture(
        "a centre is a mean",
        r"\mu_k=\frac{1}{|C_k|}\sum_{i\in C_k}x_i",
        """
       1
μₖ = ──────  ∑  xᵢ
      |Cₖ|  i∈Cₖ
""",
    ),
    Picture(
        "entropy and Gini",
        r"H=-\sum_k p_k\log_2p_k,\quad G=1-\sum_k p_k^2",
        """
H = − ∑ pₖ log₂ pₖ,  G = 1 − ∑ pₖ²
      k                      k
""",
    ),
    Picture(
        "the gain of a split",
        r"\mathrm{gain}=I(p)-\frac{n_L}{n}I(p_L)-\frac{n_R}{n}I(p_R)",
        """
               n            n
                L            R
gain = I(p) − ──── I(p ) − ──── I(p )
               n      L     n      R
""",
    ),
    Picture(
        "the gain in squared error",
        r"\frac{S_L^2}{n_L}+\frac{S_R^2}{n_R}-\frac{S^2}{n}",
        """
 S²     S²
  L      R     S²
──── + ──── − ────
 n      n      n
  L      R
""",
    ),
    Picture(
        "the second-order expansion",
        r"\ell(y,F+f)\approx\ell+gf+\frac12hf^2,\quad g=\frac{\partial\ell}{\partial F},\ h=\frac{"
        r"\partial^2\ell}{\partial F^2}",
        """
                        1             ∂ℓ        ∂²ℓ
ℓ(y, F + f) ≈ ℓ + gf + ─── hf²,  g = ────, h = ─────
                        2             ∂F        ∂F²
""",
    ),
    Picture(
        "the objective of boosting",
        r"\mathrm{obj}=\sum_{j=1}^T\left[G_jw_j+\frac12(H_j+\lambda)w_j^2\right]+\gamma T",
        """
       T
      ╲▔▔ ⎡        1             ⎤
obj =  ❯  ⎢Gⱼwⱼ + ─── (Hⱼ + λ)wⱼ²⎥ + γT
      ╱▁▁ ⎣        2             ⎦
      j=1
""",
    ),
    Picture(
        "the weight of a leaf",
        r"w_j^*=-\frac{G_j}{H_j+\lambda}",
        """
           Gⱼ
wⱼ* = − ────────
         Hⱼ + λ
""",
    ),
    Picture(
        "the gain of boosting",
        r"\mathrm{gain}=\frac12\left[\frac{G_L^2}{H_L+\lambda}+\frac{G_R^2}{H_R+\lambda}-"
        r"\frac{(G_L+G_R)^2}{H_L+H_R+\lambda}\right]-\gamma",
        """
           ⎡   G²         G²       (G  + G )²  ⎤
        1  ⎢    L          R         L    R    ⎥
gain = ─── ⎢──────── + ──────── − ─────────────⎥ − γ
        2  ⎢ H  + λ     H  + λ     H  + H  + λ ⎥
           ⎣  L          R          L    R     ⎦
""",
    ),
    Picture(
        "backpropagation into the second layer",
        r"\delta Z_2=\frac{P-Y}{n},\quad \delta W_2=A^\top\delta Z_2,\quad\delta b_2=\mathbf{1}^\top\delta Z_2",
        """
       P − Y
δZ₂ = ───────,  δW₂ = AᵀδZ₂,  δb₂ = 𝟏ᵀδZ₂
         n
""",
    ),
    Picture(
        "backpropagation through relu",
        r"\delta Z_1=\delta A\odot\mathbb{1}[Z_1>0]",
        """
δZ₁ = δA ⊙ 𝟙[Z₁ > 0]
""",
    ),
    Picture(
        "the first component",
        r"\max_v v^\top Sv\quad\text{subject to}\quad v^\top v=1",
        """
max vᵀSv  subject to  vᵀv = 1
 v
""",
    ),
    Picture(
        "the covariance matrix",
        r"S=\frac{X^\top X}{n-1},\qquad Sv=\lambda v",
        """
      XᵀX
S = ───────,    Sv = λv
     n − 1
""",
    ),
    Picture(
        "the singular value decomposition",
        r"X=USV^\top,\quad\lambda_j=\frac{s_j^2}{n-1}",
        """
                  sⱼ²
X = USVᵀ,  λⱼ = ───────
                 n − 1
""",
    ),
    Picture(
        "explained variance",
        r"\frac{\sum_{j\le k}s_j^2}{\sum_j s_j^2}",
        """
 ∑  sⱼ²
 j≤k
────────
 ∑ⱼ sⱼ²
""",
    ),
    Picture(
        "costs",
        r"O(nd^2+d^3),\ O(nd\min(n,d)),\ O(n\log n)",
        """
O(nd² + d³), O(nd min(n, d)), O(n log n)
""",
    ),
    Picture(
        "early stopping",
        r"c_j(t)=\frac{\left[1-(1-\eta s_j^2)^t\right]u_j^\top y}{s_j}",
        """
         [1 − (1 − ηsⱼ²)ᵗ]uⱼᵀy
cⱼ(t) = ───────────────────────
                  sⱼ
""",
    ),
    Picture(
        "dropout as ridge",
        r"\mathbb{E}\left\|y-\frac{1}{q}(M\odot X)w\right\|^2=\|y-Xw\|^2+\frac{1-q}{q}\sum_jw_j^2\|x_j\|^2",
        """
 ║     1          ║²                1 − q
𝔼║y − ─── (M ⊙ X)w║  = ‖y − Xw‖² + ─────── ∑ wⱼ²‖xⱼ‖²
 ║     q          ║                   q    j
""",
    ),
    Picture(
        "the bound of Misra and Gries",
        r"f-\frac{N}{m+1}\le\hat f\le f",
        """
       N
f − ─────── ≤ f̂ ≤ f
     m + 1
""",
    ),
    Picture(
        "the size of a count-min sketch",
        r"w=\left\lceil\frac{e}{\varepsilon}\right\rceil,\qquad d=\left\lceil\ln\frac{1}{\delta}\right\rceil",
        """
    ⎡ e ⎤         ⎡    1 ⎤
w = ⎢───⎥,    d = ⎢ln ───⎥
    ⎢ ε ⎥         ⎢    δ ⎥
""",
    ),
    Picture(
        "the error of a count-min sketch",
        r"\Pr[\hat f>f+\varepsilon N]\le\delta",
        """
Pr[f̂ > f + εN] ≤ δ
""",
    ),
    Picture(
        "attention",
        r"\operatorname{Attention}(Q,K,V)=\operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V",
        """
                            ⎛ QKᵀ ⎞
Attention(Q, K, V) = softmax⎜─────⎟V
                            ⎝ √dₖ ⎠
""",
    ),
    Picture(
        "the variance of a dot product",
        r"\operatorname{Var}(q\cdot k)=\sum_{i=1}^{d_k}\operatorname{Var}(q_ik_i)=d_k",
        """
             dₖ
Var(q · k) = ∑  Var(qᵢkᵢ) = dₖ
             i=1
""",
    ),
    Picture(
        "the tail at fan-out",
        r"\Pr(\text{all of } n \text{ under } t)=F(t)^n",
        """
Pr(all of n under t) = F(t)ⁿ
""",
    ),
]


@pytest.mark.parametrize("picture", PICTURES, ids=str)
def test_is_drawn_so(picture: Picture) -> None:
    assert picture.drawn(width=80) == picture.rows


@pytest.mark.parametrize("picture", PICTURES, ids=str)
def test_has_no_faults(picture: Picture) -> None:
    assert problems(picture.latex) == ()
